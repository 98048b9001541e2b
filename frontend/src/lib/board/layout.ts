import type { ChapterNode, SceneNode, ShotNode } from '$lib/api';

/** A line of the board: the head of a scene, some of its shots side by side, or that it has none. */
export type BoardRow = { id: string; scene: SceneNode } & (
  { kind: 'scene' } | { kind: 'empty' } | { kind: 'shots'; shots: ShotNode[] }
);

// px, on the 4 px grid; the board tells its rows how high they are, so that it knows where each is without drawing it.
const EDGE = 16;
const GAP = 12;
const NARROWEST = 180;
const HEAD = 44;
const EMPTY = 40;
/** Below a picture: its code, and two lines of what happens. */
const WORDS = 84;
const CARD_EDGE = 8;

export function columnsIn(width: number): number {
  return Math.max(1, Math.floor((width - 2 * EDGE + GAP) / (NARROWEST + GAP)));
}

export function rowsOf(chapters: readonly ChapterNode[], columns: number): BoardRow[] {
  return chapters.flatMap(({ scenes }) => scenes.flatMap((scene) => sceneRows(scene, columns)));
}

export function heightOf({ kind }: BoardRow, width: number, columns: number): number {
  if (kind === 'scene') return HEAD;
  if (kind === 'empty') return EMPTY;
  const card = (width - 2 * EDGE - (columns - 1) * GAP) / columns;
  return Math.round(((card - 2 * CARD_EDGE) * 9) / 16) + WORDS + GAP;
}

/** The shot above or below, in the same column or the last of a shorter row. */
export function beyond(rows: readonly BoardRow[], id: string, by: 1 | -1): string | undefined {
  const lines = rows.flatMap((row) => (row.kind === 'shots' ? [row.shots] : []));
  const at = lines.findIndex((shots) => shots.some((shot) => shot.id === id));
  const column = lines[at]?.findIndex((shot) => shot.id === id) ?? 0;
  const next = lines[at + by];
  return (next?.[column] ?? next?.at(-1))?.id;
}

/** The row that shows an element; -1 where none does. */
export function rowOf(rows: readonly BoardRow[], id: string): number {
  return rows.findIndex((row) =>
    row.kind === 'shots' ? row.shots.some((shot) => shot.id === id) : row.scene.id === id,
  );
}

function sceneRows(scene: SceneNode, columns: number): BoardRow[] {
  const head: BoardRow = { kind: 'scene', id: scene.id, scene };
  if (!scene.shots.length) return [head, { kind: 'empty', id: `${scene.id}/empty`, scene }];
  const starts = scene.shots.map((_, at) => at).filter((at) => at % columns === 0);
  const lines = starts.map((from) => scene.shots.slice(from, from + columns));
  return [head, ...lines.map((shots, at): BoardRow => ({ kind: 'shots', id: `${scene.id}/${at}`, scene, shots }))];
}
