import { ApiError, type Canvas, sentence } from '$lib/api';
import { type CanvasVersion, readCanvas, writeCanvas } from '$lib/api/canvas';

import { same } from './merge';

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed';

const PAUSE = 500;
const AGAIN = 4000;
const STALE = 412;

interface Editor {
  present: () => Canvas;
  /** Takes in what someone else saved; `base` is what both sides started from. */
  absorb: (theirs: Canvas, base: Canvas | null) => void;
}

/** Keeps one canvas and its file the same: saves after a pause, takes in what others saved, never overwrites it. */
export class Autosave {
  state = $state<SaveState>('saved');
  savedAt = $state<number | null>(null);
  trouble = $state<string | null>(null);

  #projectId: string;
  #editor: Editor;
  #agreed: CanvasVersion | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(projectId: string, editor: Editor) {
    this.#projectId = projectId;
    this.#editor = editor;
  }

  /** Call after each change. */
  touch(pause = PAUSE): void {
    if (this.state !== 'failed') this.state = 'waiting';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), pause);
  }

  /** Saves now what is not saved yet. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#inTurn(() => this.#save());
  }

  refresh(): Promise<void> {
    return this.#inTurn(async () => this.#accept(await readCanvas(this.#projectId)));
  }

  /** One at a time: a version that is read while another is written would be taken for someone else's. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #save(): Promise<void> {
    const canvas = this.#editor.present();
    if (!this.#agreed) return;
    if (same(canvas, this.#agreed.canvas)) return this.#saved();
    this.state = 'saving';
    try {
      this.#agreed = { canvas, etag: await writeCanvas(this.#projectId, canvas, this.#agreed.etag) };
      this.savedAt = Date.now();
      this.#saved();
    } catch (error) {
      await this.#refused(error);
    }
  }

  async #refused(error: unknown): Promise<void> {
    if (error instanceof ApiError && error.status === STALE) {
      this.#accept(await readCanvas(this.#projectId));
      this.touch(0);
    } else {
      this.state = 'failed';
      this.trouble = sentence(error);
      this.touch(AGAIN);
    }
  }

  #saved(): void {
    this.state = 'saved';
    this.trouble = null;
  }

  #accept(theirs: CanvasVersion): void {
    if (theirs.etag === this.#agreed?.etag) return;
    const base = this.#agreed?.canvas ?? null;
    this.#agreed = theirs;
    this.#editor.absorb(theirs.canvas, base);
  }
}
