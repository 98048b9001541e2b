import { flushSync } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';

/** Ms of a turn: what is left of a frame is for drawing it. */
const TURN = 8;
/** Ms from one turn to the next. */
const PAUSE = 8;

/** Which nodes of the canvas show all that is in them, to be read and changed. The others are only drawn. They change a
 * few at a time, and never while someone moves the canvas: a field takes longer to make than a frame lasts. */
export class Detail {
  /** Of nodes when they last showed all, in canvas units. */
  readonly heights = new SvelteMap<string, number>();
  #there = new Set<string>();
  #full = new SvelteSet<string>();
  #wanted = false;
  #rests = true;
  #turn: ReturnType<typeof setTimeout> | undefined;

  has(id: string): boolean {
    return this.#full.has(id);
  }

  /** A node is on the page, until what is returned is called. */
  follow(id: string): () => void {
    this.#there.add(id);
    this.#goOn();
    return () => {
      this.#there.delete(id);
      this.#full.delete(id);
    };
  }

  /** Whether nodes are near enough to be read. */
  want(wanted: boolean): void {
    this.#wanted = wanted;
    this.#goOn();
  }

  /** While it does not rest all stays as it is. */
  rest(rests: boolean): void {
    this.#rests = rests;
    this.#goOn();
  }

  #goOn(): void {
    clearTimeout(this.#turn);
    // Not a frame of the page: one in the background is prepared all the same.
    if (this.#rests) this.#turn = setTimeout(() => this.#take(), PAUSE);
  }

  #take(): void {
    const until = performance.now() + TURN;
    for (const id of this.#there) {
      if (this.has(id) === this.#wanted) continue;
      if (performance.now() >= until) return this.#goOn();
      flushSync(() => (this.#wanted ? this.#full.add(id) : this.#full.delete(id)));
    }
  }
}
