import type { Viewport } from '@xyflow/svelte';

import { gapAt } from '$lib/canvas/editor/placing';
import type { NodeStatus } from '$lib/canvas/node/node-state';

import type { Colours } from './colours';
import { type Box, HEAD, type Part, PADDING, placed } from './shape';

/** Below it the parts of a node are specks. */
const SPECKS = 0.2;
const DOT = 2;
const MARK = 12;
const RADIUS = 8;

export type Pen = CanvasRenderingContext2D;

export interface Drawn extends Box {
  parts: readonly Part[];
  status: NodeStatus;
  selected: boolean;
  picture: ImageBitmap | undefined;
}

/** The ground with its dots, over the whole of a sheet of that size in px. */
export function drawGround(pen: Pen, { x, y, zoom }: Viewport, width: number, height: number, colours: Colours): void {
  pen.fillStyle = colours.ground;
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = colours.dot;
  pen.globalAlpha = 0.6;
  const gap = gapAt(zoom);
  for (let across = x % gap; across < width; across += gap) {
    for (let down = y % gap; down < height; down += gap) pen.fillRect(across, down, DOT, DOT);
  }
  pen.globalAlpha = 1;
}

/** `line` is how wide it is, in canvas units. */
export function drawWire(pen: Pen, path: string, line: number, colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = line;
  pen.stroke(new Path2D(path));
}

/** In canvas units. */
export function drawNode(pen: Pen, node: Drawn, zoom: number, colours: Colours): void {
  const border = (node.selected ? 2 : 1) / Math.min(1, zoom * 2);
  pen.fillStyle = node.selected ? colours.accent : colours.edge;
  fill(pen, outwards(node, node.selected ? border / 2 : 0), zoom);
  pen.fillStyle = colours.panel;
  fill(pen, outwards(node, node.selected ? -border / 2 : -border), zoom);
  drawMark(pen, node, colours);
  if (zoom >= SPECKS) drawParts(pen, node, colours);
  else if (node.picture) drawParts(pen, { ...node, parts: placedPicture(node) }, colours);
}

function placedPicture({ height }: Box): Part[] {
  return [{ kind: 'picture', height: height - HEAD - 2 * PADDING }];
}

function drawMark(pen: Pen, { x, y, width, status }: Drawn, colours: Colours): void {
  if (status === 'idle' || status === 'queued') return;
  pen.fillStyle = colours[status];
  pen.fillRect(x + width - PADDING - MARK, y + (HEAD - MARK) / 2, MARK, MARK);
}

function drawParts(pen: Pen, node: Drawn, colours: Colours): void {
  for (const part of placed(node.parts, node)) {
    if (part.kind === 'row') continue;
    pen.fillStyle = part.kind === 'picture' ? colours.frame : colours.well;
    pen.fillRect(part.x, part.y, part.width, part.height);
    if (part.kind === 'picture' && node.picture) drawPicture(pen, node.picture, part);
  }
}

/** As large as fits, and never cropped. */
function drawPicture(pen: Pen, picture: ImageBitmap, { x, y, width, height }: Box): void {
  const scale = Math.min(width / picture.width, height / picture.height);
  const [across, down] = [picture.width * scale, picture.height * scale];
  pen.drawImage(picture, x + (width - across) / 2, y + (height - down) / 2, across, down);
}

function outwards({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** Corners that nobody sees are not drawn: they cost the most. */
function fill(pen: Pen, { x, y, width, height }: Box, zoom: number): void {
  if (zoom < 2 * SPECKS) {
    pen.fillRect(x, y, width, height);
    return;
  }
  pen.beginPath();
  pen.roundRect(x, y, width, height, RADIUS);
  pen.fill();
}
