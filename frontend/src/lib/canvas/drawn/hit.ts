import type { Edge, XYPosition } from '@xyflow/svelte';

import type { Film } from '$lib/film/film.svelte';

import { boxOf, shapeOf, wireBetween } from './sketch';

/** Px: as far beside a wire as the editor lets one hit those that are elements. */
const REACH = 10;

/** What knows whether a place is on a line. */
export type Ruler = Pick<CanvasRenderingContext2D, 'lineWidth' | 'isPointInStroke'>;

/** The wire that is drawn at a place, which is in canvas units; of several the one that lies on top. */
export function wireAt(film: Film, at: XYPosition, zoom: number, ruler: Ruler | null = aRuler()): Edge | undefined {
  if (!ruler) return undefined;
  ruler.lineWidth = (2 * REACH) / zoom;
  return film.canvas.edges.findLast((edge) => {
    const path = pathOf(film, edge);
    return path && ruler.isPointInStroke(new Path2D(path), at.x, at.y);
  });
}

function pathOf(film: Film, { source, target, targetHandle }: Edge): string | undefined {
  const [from, to] = [film.canvas.get(source), film.canvas.get(target)];
  if (!from || !to) return undefined;
  const parts = shapeOf(film, to);
  return wireBetween(boxOf(from, shapeOf(film, from)), boxOf(to, parts), parts, targetHandle);
}

function aRuler(): Ruler | null {
  return new OffscreenCanvas(1, 1).getContext('2d');
}
