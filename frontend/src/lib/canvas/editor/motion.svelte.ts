import type { Viewport } from '@xyflow/svelte';

/** In how many turns the library comes to where the canvas was moved, and ms from one to the next. */
const TURNS = 12;
const PAUSE = 16;

/** The canvas as someone moves it by hand. The library makes what comes into view and takes away what leaves it, which
 * takes longer than a frame lasts: so it is told of nothing while the canvas moves, and little by little afterwards. */
export class Motion {
  /** Whether someone is moving it. */
  moving = $state(false);
  /** Where the library believes that the canvas is, while that is not where it is. */
  held = $state.raw<Viewport>();
  readonly #canvas: { readonly viewport: Viewport };
  #turn: ReturnType<typeof setTimeout> | undefined;

  constructor(canvas: { readonly viewport: Viewport }) {
    this.#canvas = canvas;
  }

  /** Moved by nobody's hand, it is followed; so is a wheel that turns while something is dragged. */
  begin(event: MouseEvent | TouchEvent | null): void {
    if (!event || (event.type === 'wheel' && 'buttons' in event && event.buttons)) return this.hurry();
    clearTimeout(this.#turn);
    this.moving = true;
    this.held ??= this.#canvas.viewport;
  }

  end(): void {
    this.moving = false;
    if (this.held) this.#follow(this.held, 1);
  }

  /** Whoever is about to point at something needs the library to know where it is. */
  hurry(): void {
    clearTimeout(this.#turn);
    this.moving = false;
    this.held = undefined;
  }

  #follow(from: Viewport, turn: number): void {
    clearTimeout(this.#turn);
    this.#turn = setTimeout(() => {
      if (turn === TURNS) return this.hurry();
      this.held = between(from, this.#canvas.viewport, turn / TURNS);
      this.#follow(from, turn + 1);
    }, PAUSE);
  }
}

/** A part of the way, 0 to 1, that a wheel or a hand would have taken. */
export function between(from: Viewport, to: Viewport, part: number): Viewport {
  const zoom = from.zoom * (to.zoom / from.zoom) ** part;
  // What lies under the wheel stays there: the place is linear in the zoom, not in the part.
  const way = to.zoom === from.zoom ? part : (zoom - from.zoom) / (to.zoom - from.zoom);
  return { x: from.x + (to.x - from.x) * way, y: from.y + (to.y - from.y) * way, zoom };
}
