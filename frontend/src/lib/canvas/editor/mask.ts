import type { Viewport } from '@xyflow/svelte';

import type { Box } from '$lib/canvas/drawn/shape';

import type { Size } from './placing';

/** The part of a canvas that a sheet of that size in px shows. */
export function seenFrom({ x, y, zoom }: Viewport, { width, height }: Size): Box {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

/** What is dim on a map: all of it around what is seen, which may lie beyond its edge. */
export function maskOf({ x, y, width, height }: Box, seen: Box): string {
  const beyond = { x: x - width, y: y - height, width: 3 * width, height: 3 * height };
  return outline(beyond) + outline(seen);
}

function outline({ x, y, width, height }: Box): string {
  return `M${x},${y}h${width}v${height}h${-width}z`;
}
