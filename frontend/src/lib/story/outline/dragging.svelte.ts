import type { Move } from '$lib/api';

import type { Story } from '../story.svelte';
import type { Found } from '../tree';
import { drop } from './moving';

/** What is dragged over the tree, and where it would go. */
export class Dragging {
  #story: Story;
  #dragged: Found | undefined;
  #over = $state.raw<{ id: string; mark: 'above' | 'below' | 'inside'; move: Move } | null>(null);

  constructor(story: Story) {
    this.#story = story;
  }

  start(found: Found | undefined): void {
    this.#dragged = found;
  }

  /** Says by `preventDefault` that it may be let go there. */
  over(event: DragEvent & { currentTarget: HTMLElement }, found: Found | undefined): void {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const lower = event.clientY > top + height / 2;
    const move = this.#dragged && found ? drop(this.#story.chapters, this.#dragged, found, lower) : null;
    const mark = this.#dragged?.kind !== found?.kind ? 'inside' : lower ? 'below' : 'above';
    this.#over = move && found ? { id: found.node.id, mark, move } : null;
    if (move) event.preventDefault();
  }

  mark(id: string): 'above' | 'below' | 'inside' | null {
    return this.#over?.id === id ? this.#over.mark : null;
  }

  /** Where it was let go. */
  end(): Move | null {
    const move = this.#over?.move ?? null;
    this.#dragged = undefined;
    this.#over = null;
    return move;
  }
}
