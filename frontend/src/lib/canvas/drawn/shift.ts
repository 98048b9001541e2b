import type { Viewport } from '@xyflow/svelte';

import type { Size } from '$lib/canvas/editor/placing';

/** How much larger a picture is shown than it was drawn, at most: beyond it one sees its pixels. */
const LARGEST = 1.5;

/** What moves a picture drawn for one viewport to where another has it: in px and times, from the sheet's corner. */
export interface Shift {
  x: number;
  y: number;
  scale: number;
}

export function shiftOf(drawn: Viewport, { x, y, zoom }: Viewport): Shift {
  const scale = zoom / drawn.zoom;
  return { x: x - drawn.x * scale, y: y - drawn.y * scale, scale };
}

/** Whether the picture, which has a margin around the sheet, can be shown without being scaled. */
export function isSharp(drawn: Viewport, { x, y, zoom }: Viewport, margin: number): boolean {
  return zoom === drawn.zoom && Math.abs(x - drawn.x) <= margin && Math.abs(y - drawn.y) <= margin;
}

/** Whether the picture, scaled, still lies under all of the sheet. */
export function reaches(drawn: Viewport, viewport: Viewport, { width, height }: Size, margin: number): boolean {
  const { x, y, scale } = shiftOf(drawn, viewport);
  const [left, top] = [x - margin * scale, y - margin * scale];
  const [right, bottom] = [x + (width + margin) * scale, y + (height + margin) * scale];
  return scale <= LARGEST && left <= 0 && top <= 0 && right >= width && bottom >= height;
}
