import { ApiError, type Cut as Told, type CutClip, sentence } from '$lib/api';
import { type CutVersion, dropCut, readCut, writeCut } from '$lib/api/cut';
import { complain } from '$lib/notices/notices.svelte';

import { placed, type Timeline, wishOf } from './editing';

const STALE = 412;
const WIDE: [number, number] = [16, 9];

/** The cut of one film, from the moment it is first looked at. An edit shows at once and is taken back when refused. */
export class Cut {
  trouble = $state<string | null>(null);
  saving = $state(false);
  #told = $state.raw<Told | null>(null);
  #shown = $state.raw<Timeline | null>(null);
  #undo = $state.raw<readonly Timeline[]>([]);
  #redo = $state.raw<readonly Timeline[]>([]);
  #etag = '';
  #projectId: string;
  #wanted = false;
  #turn: Promise<unknown> = Promise.resolve();
  #looks: Promise<void> | null = null;

  /** What it plays. */
  known = $derived.by(() => this.#told !== null);
  loaded = $derived.by(() => this.known || this.trouble !== null);
  clips = $derived.by(() => this.#shown?.clips ?? this.#told?.clips ?? []);
  music = $derived.by(() => this.#shown?.music ?? this.#told?.music ?? []);
  frames = $derived.by(() => this.clips.reduce((sum, clip) => sum + clip.frames, 0));
  fps = $derived.by(() => this.#told?.fps ?? 24);
  cardFrames = $derived.by(() => this.#told?.card_frames ?? 1);
  resolution = $derived.by(() => this.#told?.resolution ?? WIDE);
  edited = $derived.by(() => this.#told?.edited ?? false);
  leftOut = $derived.by(() => this.#told?.left_out ?? []);
  canUndo = $derived.by(() => this.#undo.length > 0);
  canRedo = $derived.by(() => this.#redo.length > 0);

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  /** It is looked at from now on. */
  open(): Promise<void> {
    this.#wanted = true;
    return this.load();
  }

  /** Nothing while nobody has looked at it; one look serves all who ask for it before it has begun. */
  async load(): Promise<void> {
    if (this.#wanted) await (this.#looks ??= this.#inTurn(() => this.#fetch()));
  }

  /** Someone changed it, or what it plays. */
  changed(): void {
    // A look that fails says so itself.
    this.load().catch(() => undefined);
  }

  /** The clip that plays at a frame. */
  at(frame: number): CutClip | undefined {
    return this.clips.find((clip) => frame >= clip.at && frame < clip.at + clip.frames);
  }

  edit(change: (timeline: Timeline) => Timeline): void {
    const before = this.#present;
    const after = placed(change(before));
    if (after === before) return;
    this.#undo = [...this.#undo, before];
    this.#redo = [];
    this.#save(after);
  }

  undo = (): void => {
    const before = this.#undo.at(-1);
    if (!before) return;
    this.#redo = [...this.#redo, this.#present];
    this.#undo = this.#undo.slice(0, -1);
    this.#save(before);
  };

  redo = (): void => {
    const after = this.#redo.at(-1);
    if (!after) return;
    this.#undo = [...this.#undo, this.#present];
    this.#redo = this.#redo.slice(0, -1);
    this.#save(after);
  };

  /** As if nobody had edited it. */
  followStory(): Promise<void> {
    return this.#inTurn(async () => this.#take(await dropCut(this.#projectId, this.#etag)));
  }

  get #present(): Timeline {
    return { clips: this.clips, music: this.music };
  }

  #save(after: Timeline): void {
    this.#shown = after;
    this.#inTurn(() => this.#write(after)).catch(complain);
  }

  async #write(after: Timeline): Promise<void> {
    // A later edit carries this one with it.
    if (this.#shown !== after) return;
    this.saving = true;
    try {
      this.#take(await writeCut(this.#projectId, wishOf(after), this.#etag), after);
    } catch (error) {
      if (this.#shown === after) this.#shown = null;
      if (error instanceof ApiError && error.status === STALE) await this.#fetch();
      throw error;
    } finally {
      this.saving = false;
    }
  }

  async #fetch(): Promise<void> {
    this.#looks = null;
    try {
      const read = await readCut(this.#projectId);
      // An edit that waits to be written says by the tag that it was made over whether it still may.
      if (!this.#shown) this.#take(read);
      this.trouble = null;
    } catch (error) {
      this.trouble = sentence(error);
      throw error;
    }
  }

  #take({ cut, etag }: CutVersion, answered?: Timeline): void {
    this.#told = cut;
    this.#etag = etag;
    if (!answered || this.#shown === answered) this.#shown = null;
  }

  /** One at a time: a cut that is read while an edit is answered would bring back what was before it. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}
