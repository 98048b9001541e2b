const FASTEST = 8;

interface Playable {
  readonly frames: number;
  readonly fps: number;
}

/** The playhead over a cut. `speed` is in times real time, negative backwards, 0 while it stands. */
export class Player {
  speed = $state(0);
  from = $state<number | null>(null);
  to = $state<number | null>(null);
  #time = $state(0);
  #cut: Playable;

  frame = $derived.by(() => Math.floor(this.#time));

  constructor(cut: Playable) {
    this.#cut = cut;
  }

  seek = (frame: number): void => {
    this.#time = Math.min(Math.max(0, this.#cut.frames - 1), Math.max(0, frame));
  };

  /** From the beginning where it stands at the end. */
  toggle = (): void => {
    if (!this.speed && this.#time >= this.#end - 1) this.seek(this.from ?? 0);
    this.speed = this.speed ? 0 : 1;
  };

  /** Each further press doubles the speed, the other direction begins anew. */
  shuttle(direction: 1 | -1): void {
    const goesOn = Math.sign(this.speed) === direction;
    this.speed = goesOn ? direction * Math.min(FASTEST, Math.abs(this.speed) * 2) : direction;
  }

  stop(): void {
    this.speed = 0;
  }

  mark(edge: 'from' | 'to'): void {
    this[edge] = this.frame;
    if (this.from !== null && this.to !== null && this.to < this.from) this[edge === 'from' ? 'to' : 'from'] = null;
  }

  unmark(): void {
    this.from = this.to = null;
  }

  /** So much time has passed. It stops at either end, and goes round between two marks. */
  advance(milliseconds: number): void {
    const next = this.#time + (this.speed * this.#cut.fps * milliseconds) / 1000;
    if (next >= this.#end && this.to !== null && this.from !== null) this.#time = this.from;
    else if (next >= this.#end || next < 0) {
      this.seek(next < 0 ? 0 : this.#end - 1);
      this.stop();
    } else this.#time = next;
  }

  get #end(): number {
    return this.to === null ? this.#cut.frames : this.to + 1;
  }
}
