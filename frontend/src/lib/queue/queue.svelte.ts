import { SvelteMap } from 'svelte/reactivity';

import { getQueue, type Hold, pauseQueue, type QueueState, resumeQueue, type WaitingTask } from '$lib/api';

/** Changes come in crowds: one look at the queue serves all of them. */
const SETTLE_MS = 400;

/** The studio's queue, which all films share: what holds it, and why each task in it waits. */
export class Queue {
  holds = $state<Hold[]>([]);
  #places = new SvelteMap<string, WaitingTask>();
  #looking = false;

  paused = $derived(this.holds.includes('paused'));

  place(taskId: string): WaitingTask | undefined {
    return this.#places.get(taskId);
  }

  load = async (): Promise<void> => {
    this.#show(await getQueue());
  };

  /** Someone joined, left or moved. */
  moved(): void {
    if (this.#looking) return;
    this.#looking = true;
    setTimeout(() => {
      this.#looking = false;
      // A look that fails is made up for by the next change, or the next handshake.
      this.load().catch(() => undefined);
    }, SETTLE_MS);
  }

  held(reason: Hold, isHeld: boolean): void {
    this.holds = [...this.holds.filter((hold) => hold !== reason), ...(isHeld ? [reason] : [])];
    this.moved();
  }

  pause = async (): Promise<void> => {
    this.#show(await pauseQueue());
  };

  resume = async (): Promise<void> => {
    this.#show(await resumeQueue());
  };

  #show(state: QueueState): void {
    this.holds = state.holds;
    this.#places.clear();
    state.waiting.forEach((task) => this.#places.set(task.task_id, task));
  }
}
