import {
  getQueue,
  type Hold,
  moveTask,
  pauseQueue,
  type QueueState,
  resumeQueue,
  type TaskMove,
  type WaitingTask,
} from '$lib/api';

/** Changes come in crowds: one look at the queue serves all of them. */
const SETTLE_MS = 400;

/** The studio's queue, which all films share: what holds it, and why each task in it waits. */
export class Queue {
  holds = $state<Hold[]>([]);
  /** The next first, line by line. */
  waiting = $state.raw<WaitingTask[]>([]);
  #places = $derived(new Map(this.waiting.map((task) => [task.task_id, task])));
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

  async move(taskId: string, wanted: TaskMove): Promise<void> {
    await moveTask({ path: { task_id: taskId }, body: wanted });
    this.moved();
  }

  #show(state: QueueState): void {
    this.holds = state.holds;
    this.waiting = state.waiting;
  }
}
