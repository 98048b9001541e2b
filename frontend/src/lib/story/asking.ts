import {
  type ChapterPatch,
  type SceneFields,
  type ShotFields,
  changeChapter,
  changeScene,
  changeShot,
  removeChapter,
  removeScene,
  removeShot,
} from '$lib/api';

import type { Element, Kind } from './tree';

/** What can be changed of elements of any kind; each has some of them. */
export type Fields = ChapterPatch & SceneFields & ShotFields;
export type Field = keyof Fields;

interface At {
  project_id: string;
  element_id: string;
}

const CHANGE: Record<Kind, (options: { path: At; body: Fields; headers: { 'if-match': string } }) => Promise<Element>> =
  { chapter: changeChapter, scene: changeScene, shot: changeShot };

const REMOVE: Record<Kind, (options: { path: At }) => Promise<void>> = {
  chapter: removeChapter,
  scene: removeScene,
  shot: removeShot,
};

/** Throws ApiError 412 when the element is no longer the one that `etag` names. */
export function change(kind: Kind, path: At, body: Fields, etag: string): Promise<Element> {
  return CHANGE[kind]({ path, body, headers: { 'if-match': etag } });
}

export function remove(kind: Kind, path: At): Promise<void> {
  return REMOVE[kind]({ path });
}
