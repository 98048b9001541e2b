import { getBezierPath, Position, type Viewport } from '@xyflow/svelte';

import { media } from '$lib/api';
import type { CanvasNode } from '$lib/canvas/graph/document';
import { isAsk } from '$lib/canvas/graph/document';
import { givers } from '$lib/canvas/graph/wiring';
import { nodeStatus } from '$lib/canvas/node/node-state';
import type { Film } from '$lib/film/film.svelte';
import { hasEnded } from '$lib/tasks/tasks.svelte';

import type { Drawn } from './pen';
import { type Box, endOf, heightOf, type Part, partsOf, WIDTH } from './shape';
import type { Thumbnails } from './thumbnails.svelte';

const ASSET = 'asset://';

export function shapeOf(film: Film, node: CanvasNode): Part[] {
  const template = isAsk(node) ? film.functions.get(node.data.template_id) : undefined;
  return partsOf(node, template, pictureOf(film, node) !== undefined);
}

/** As large as it was when it was last shown in full; before that, as large as it will be. */
export function boxOf(node: CanvasNode, parts: readonly Part[]): Box {
  const { width = WIDTH, height = heightOf(parts) } = node.measured ?? {};
  return { ...node.position, width, height };
}

export function drawnOf(film: Film, node: CanvasNode, box: Box, parts: Part[], thumbnails: Thumbnails): Drawn {
  const picture = pictureOf(film, node);
  const status = nodeStatus(film.tasks.byNode.get(node.id), film.takes.byNode.get(node.id));
  return {
    ...box,
    parts,
    status,
    selected: !!node.selected,
    picture: picture ? thumbnails.get(media(picture)) : undefined,
  };
}

/** The path of a wire between two nodes, in canvas units. */
export function wireBetween(from: Box, to: Box, parts: readonly Part[], input: string | null | undefined): string {
  const [path] = getBezierPath({
    sourceX: from.x + from.width,
    sourceY: from.y + from.height / 2,
    sourcePosition: Position.Right,
    targetX: to.x,
    targetY: endOf(parts, to, input),
    targetPosition: Position.Left,
  });
  return path;
}

/** Whether it can be seen on a sheet of that size in px. */
export function isInSight(box: Box, { x, y, zoom }: Viewport, width: number, height: number): boolean {
  const [left, top] = [box.x * zoom + x, box.y * zoom + y];
  return left < width && top < height && left + box.width * zoom > 0 && top + box.height * zoom > 0;
}

function pictureOf(film: Film, node: CanvasNode): string | undefined {
  if (isAsk(node)) return madeBy(film, node.id);
  if (node.type === 'character') return undefined;
  if (node.type === 'output') return madeBy(film, givers(film.canvas, node.id, 'take')[0]?.id);
  if (node.type === 'shot') return chosenOf(film, node.data.shot_id);
  return film.assets.get(node.data.picture?.slice(ASSET.length) ?? '')?.thumbnail_url ?? undefined;
}

function madeBy(film: Film, nodeId: string | undefined): string | undefined {
  const task = nodeId ? film.tasks.byNode.get(nodeId) : undefined;
  const preview = task && !hasEnded(task) ? task.preview_url : null;
  return preview ?? film.takes.byNode.get(nodeId ?? '')?.thumbnail_url;
}

function chosenOf(film: Film, shotId: string | null): string | undefined {
  const shot = film.story.shot(shotId);
  const made = shot ? (film.takes.byShot.get(shot.id) ?? []) : [];
  return (made.find(({ id }) => id === shot?.chosen_take) ?? made[0])?.thumbnail_url;
}
