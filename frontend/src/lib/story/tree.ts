import type { ChapterNode, Move, SceneNode, ShotNode } from '$lib/api';

export type Chapters = readonly ChapterNode[];

interface At {
  /** Its place among its siblings, and how many they are. */
  at: number;
  of: number;
}

/** An element with where it stands. */
export type Found = At &
  (
    | { kind: 'chapter'; node: ChapterNode; parent: null }
    | { kind: 'scene'; node: SceneNode; parent: ChapterNode }
    | { kind: 'shot'; node: ShotNode; parent: SceneNode }
  );
export type FoundShot = Extract<Found, { kind: 'shot' }>;
export type Element = Found['node'];
export type Kind = Found['kind'];

export function indexed(chapters: Chapters): Map<string, Found> {
  const found = new Map<string, Found>();
  chapters.forEach((chapter, at) => {
    found.set(chapter.id, { kind: 'chapter', node: chapter, parent: null, at, of: chapters.length });
    chapter.scenes.forEach((scene, at) => {
      found.set(scene.id, { kind: 'scene', node: scene, parent: chapter, at, of: chapter.scenes.length });
      scene.shots.forEach((shot, at) => {
        found.set(shot.id, { kind: 'shot', node: shot, parent: scene, at, of: scene.shots.length });
      });
    });
  });
  return found;
}

export function scenesOf(chapters: Chapters): SceneNode[] {
  return chapters.flatMap((chapter) => chapter.scenes);
}

export function shotsOf(chapters: Chapters): ShotNode[] {
  return scenesOf(chapters).flatMap((scene) => scene.shots);
}

/** With other fields of one element; all others stay the very same objects. */
export function patched(chapters: Chapters, id: string, fields: Partial<Element>): ChapterNode[] {
  return mapped(chapters, (list) => list.map((node) => (node.id === id ? { ...node, ...fields } : node)));
}

/** Without one element and all below it. */
export function without(chapters: Chapters, id: string): ChapterNode[] {
  return mapped(chapters, (list) => (list.some((node) => node.id === id) ? list.filter((n) => n.id !== id) : list));
}

/** With an element before a sibling, or at the end of its parent. */
export function inserted(chapters: Chapters, node: Element, parentId: string | null, before?: string | null) {
  if (parentId === null) return placed(chapters, node as ChapterNode, before);
  return chapters.map((chapter) => {
    if (chapter.id === parentId) return { ...chapter, scenes: placed(chapter.scenes, node as SceneNode, before) };
    return withScenes(
      chapter,
      chapter.scenes.map((scene) =>
        scene.id === parentId ? { ...scene, shots: placed(scene.shots, node as ShotNode, before) } : scene,
      ),
    );
  });
}

export function moved(chapters: Chapters, { id, parent_id, before }: Move): ChapterNode[] {
  const found = indexed(chapters).get(id);
  if (!found) return [...chapters];
  return inserted(without(chapters, id), found.node, parent_id ?? found.parent?.id ?? null, before);
}

/** What was told anew, with the very same objects as before wherever nothing changed: what shows them need not. */
export function kept(before: Chapters, after: Chapters): ChapterNode[] {
  const known = indexed(before);
  return mapped(after, (list) => list.map((node) => unchanged(known.get(node.id)?.node as typeof node, node) ?? node));
}

type Siblings = <T extends ChapterNode | SceneNode | ShotNode>(list: readonly T[]) => readonly T[];

/** Each list of siblings exchanged by `change`, from the shots up. */
function mapped(chapters: Chapters, change: Siblings): ChapterNode[] {
  const below = chapters.map((chapter) => {
    const scenes = chapter.scenes.map((scene) => withShots(scene, change(scene.shots)));
    return withScenes(chapter, change(scenes));
  });
  return [...change(below)];
}

function withShots(scene: SceneNode, shots: readonly ShotNode[]): SceneNode {
  return alike(scene.shots, shots) ? scene : { ...scene, shots: [...shots] };
}

function withScenes(chapter: ChapterNode, scenes: readonly SceneNode[]): ChapterNode {
  return alike(chapter.scenes, scenes) ? chapter : { ...chapter, scenes: [...scenes] };
}

function alike(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}

function placed<T extends Element>(list: readonly T[], node: T, before?: string | null): T[] {
  const at = list.findIndex(({ id }) => id === before);
  return at < 0 ? [...list, node] : [...list.slice(0, at), node, ...list.slice(at)];
}

/** An element's tag covers its own fields; what hangs below it has been kept already. */
function unchanged<T extends Element>(old: T | undefined, now: T): T | undefined {
  if (old?.etag !== now.etag) return undefined;
  if ('shots' in old && 'shots' in now) return alike(old.shots, now.shots) ? old : undefined;
  if ('scenes' in old && 'scenes' in now) return alike(old.scenes, now.scenes) ? old : undefined;
  return 'take_count' in old && 'take_count' in now && old.take_count !== now.take_count ? undefined : old;
}
