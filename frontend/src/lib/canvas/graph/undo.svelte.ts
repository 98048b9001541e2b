const DEPTH = 200;
/** Letters typed within this time of each other are one step. */
const BREATH = 1500;

/** Steps back and forward over immutable states. */
export class Undo<T> {
  #past = $state.raw<T[]>([]);
  #future = $state.raw<T[]>([]);
  #last: { key: string; at: number } | null = null;

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Call before a change. Changes of one `key` that follow each other closely are one step. */
  remember(state: T, key?: string): void {
    const now = Date.now();
    const continues = key !== undefined && this.#last?.key === key && now - this.#last.at < BREATH;
    this.#last = key === undefined ? null : { key, at: now };
    this.#future = [];
    if (!continues) this.#past = [...this.#past.slice(-DEPTH + 1), state];
  }

  undo(present: T): T | undefined {
    const state = this.#past.at(-1);
    if (state === undefined) return undefined;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, present];
    this.#last = null;
    return state;
  }

  redo(present: T): T | undefined {
    const state = this.#future.at(-1);
    if (state === undefined) return undefined;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, present];
    return state;
  }

  /** After someone else's change: going back beyond it would take it away. */
  clear(): void {
    this.#past = [];
    this.#future = [];
    this.#last = null;
  }
}
