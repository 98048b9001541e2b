import {
  ApiError,
  type ChapterNode,
  type Move,
  type SceneNode,
  type ShotNode,
  addChapter,
  addScene,
  addShot,
  getStory,
  moveElement,
  sentence,
} from '$lib/api';

import { change, type Field, type Fields, remove } from './asking';
import { type Chapters, type Element, type Found, indexed, inserted, kept, moved, patched, without } from './tree';

type Edit = (chapters: Chapters) => ChapterNode[];

interface Writing {
  id: string;
  field: Field;
  mine: Fields[Field];
  /** What was there when the writing began. */
  base: Fields[Field];
}

/** Someone else wrote another value of the same field while it was being edited here. */
export interface Conflict extends Writing {
  theirs: Fields[Field];
}

const STALE = 412;
const TRIES = 3;

/** The tree of one film: what the studio last told, and on top of it the edits made here that it has not answered yet.
 * A refused edit falls away by itself. */
export class Story {
  loaded = $state(false);
  trouble = $state<string | null>(null);
  conflict = $state.raw<Conflict | null>(null);

  #told = $state.raw<readonly ChapterNode[]>([]);
  #pending = $state.raw<readonly Edit[]>([]);
  #projectId: string;
  #turn: Promise<unknown> = Promise.resolve();
  #looks: Promise<void> | null = null;

  chapters: Chapters = $derived(this.#pending.reduce<Chapters>((chapters, edit) => edit(chapters), this.#told));
  #index = $derived(indexed(this.chapters));
  elements = $derived([...this.#index.values()]);

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  find(id: string | null | undefined): Found | undefined {
    return id ? this.#index.get(id) : undefined;
  }

  scene(id: string | null | undefined): SceneNode | undefined {
    const found = this.find(id);
    return found?.kind === 'scene' ? found.node : undefined;
  }

  shot(id: string | null | undefined): ShotNode | undefined {
    const found = this.find(id);
    return found?.kind === 'shot' ? found.node : undefined;
  }

  /** One look serves all who ask for it before it has begun. */
  load(): Promise<void> {
    this.#looks ??= this.#inTurn(() => this.#fetch());
    return this.#looks;
  }

  /** Someone changed it, perhaps from here. */
  changed(): void {
    // A look that fails is made up for by the next change, or the next handshake.
    this.load().catch(() => undefined);
  }

  addChapter(before?: string): Promise<Element> {
    return this.#add(addChapter({ path: this.#film, body: { before } }), null, before);
  }

  addScene(chapterId: string, before?: string): Promise<Element> {
    return this.#add(addScene({ path: this.#film, body: { chapter_id: chapterId, before } }), chapterId, before);
  }

  addShot(sceneId: string, before?: string): Promise<Element> {
    return this.#add(addShot({ path: this.#film, body: { scene_id: sceneId, before } }), sceneId, before);
  }

  /** Writes one field over `base`, the value that was seen when the editing of it began. Where that is no longer the
   * field's value, nothing is written and `conflict` has both. Throws ApiError. */
  async write<F extends Field>(id: string, field: F, value: Fields[F], base: Fields[F]): Promise<void> {
    const edit: Edit = (chapters) => patched(chapters, id, { [field]: value });
    await this.#during(edit, () => this.#write({ id, field, mine: value, base }));
  }

  /** After a conflict: what was written here goes over what is there now. */
  async keepMine(): Promise<void> {
    const { conflict } = this;
    this.conflict = null;
    if (conflict) await this.write(conflict.id, conflict.field, conflict.mine, conflict.theirs);
  }

  /** Throws ApiError. */
  async remove(id: string): Promise<void> {
    const edit: Edit = (chapters) => without(chapters, id);
    const found = this.find(id);
    if (!found) return;
    await this.#during(edit, async () => {
      await remove(found.kind, this.#at(id));
      this.#told = edit(this.#told);
    });
  }

  /** Shows `takeId` as the chosen take of a shot while `asked` has the studio choose it. */
  async choose(shotId: string, takeId: string | null, asked: () => Promise<unknown>): Promise<void> {
    const edit: Edit = (chapters) => patched(chapters, shotId, { chosen_take: takeId });
    await this.#during(edit, async () => {
      await asked();
      this.#told = edit(this.#told);
    });
  }

  /** Throws ApiError. */
  async move(wanted: Move): Promise<void> {
    await this.#during(
      (chapters) => moved(chapters, wanted),
      async () => this.#take(await moveElement({ path: this.#film, body: wanted })),
    );
  }

  get #film(): { project_id: string } {
    return { project_id: this.#projectId };
  }

  #at(id: string): { project_id: string; element_id: string } {
    return { ...this.#film, element_id: id };
  }

  async #fetch(): Promise<void> {
    this.#looks = null;
    try {
      this.#take(await getStory({ path: this.#film }));
      this.trouble = null;
    } catch (error) {
      this.trouble = sentence(error);
      throw error;
    } finally {
      this.loaded = true;
    }
  }

  #take({ chapters }: { chapters: Chapters }): void {
    this.#told = kept(this.#told, chapters);
  }

  async #add(asked: Promise<Element>, parentId: string | null, before?: string): Promise<Element> {
    const added = await asked;
    // The look that its event asked for may have found it already.
    if (!indexed(this.#told).has(added.id)) this.#told = inserted(this.#told, added, parentId, before);
    return added;
  }

  async #write(writing: Writing, tries = TRIES): Promise<void> {
    const { id, field, mine, base } = writing;
    const found = indexed(this.#told).get(id);
    if (!found) throw new ApiError(404, 'element_gone', 'Someone deleted this while it was being changed here.');
    const theirs = (found.node as Fields)[field];
    if (!same(theirs, base) && !same(theirs, mine)) {
      this.conflict = { ...writing, theirs };
      return;
    }
    try {
      const node = await change(found.kind, this.#at(id), { [field]: mine }, found.node.etag);
      this.#told = kept(this.#told, patched(this.#told, id, node));
    } catch (error) {
      if (!(error instanceof ApiError && error.status === STALE && tries > 1)) throw error;
      await this.#fetch();
      await this.#write(writing, tries - 1);
    }
  }

  async #during(edit: Edit, work: () => Promise<void>): Promise<void> {
    this.#pending = [...this.#pending, edit];
    try {
      await this.#inTurn(work);
    } finally {
      this.#pending = this.#pending.filter((other) => other !== edit);
    }
  }

  /** One at a time: a tree that is read while an edit is answered would bring back what was before it. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
