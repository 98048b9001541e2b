import type { FunctionTemplate } from '$lib/api';
import { type CanvasNode, isAsk } from '$lib/canvas/graph/document';
import { type Input, PARAMETER_OF } from '$lib/canvas/graph/wiring';
import { INPUTS } from '$lib/canvas/node/inputs';
import { asksFor } from '$lib/functions/fields';

/** Canvas units, as the tokens have them that nodes are laid out with. */
export const WIDTH = 280;
export const HEAD = 32;
export const PADDING = 12;
const GAP = 8;
const PROMPT = 84;
const ROW = 26;
const FIELD = 28;
const FACES = 56;
const PICTURE = ((WIDTH - 2 * PADDING) * 9) / 16;

/** What stands in a node from its top down: something to fill in, a row with a port, or a picture. */
export interface Part {
  kind: 'field' | 'row' | 'picture';
  height: number;
  input?: Input;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a node looks like to who knows its kind alone. */
export function partsOf(node: CanvasNode, template: FunctionTemplate | undefined, pictured: boolean): Part[] {
  const picture: Part[] = pictured ? [{ kind: 'picture', height: PICTURE }] : [];
  const taken: Part[] = pictured ? [...picture, { kind: 'row', height: ROW }] : [];
  if (isAsk(node)) return [...asked(template), ...taken];
  if (node.type === 'character') return [{ kind: 'field', height: FACES }];
  if (node.type === 'shot') return [field(), ...taken];
  if (node.type === 'output') return pictured ? taken : [{ kind: 'row', height: ROW, input: 'take' }];
  return pictured ? [...picture, field()] : [field(), field()];
}

export function heightOf(parts: readonly Part[]): number {
  return HEAD + 2 * PADDING + parts.reduce((sum, { height }) => sum + height + GAP, -GAP);
}

/** Each part with its place in the node. */
export function placed(parts: readonly Part[], { x, y, width }: Box): (Part & Box)[] {
  let top = y + HEAD + PADDING;
  return parts.map((part) => {
    const box = { ...part, x: x + PADDING, y: top, width: width - 2 * PADDING };
    top += part.height + GAP;
    return box;
  });
}

/** How far down the edge of a node a wire ends: beside the row that it leads to, else in the middle. */
export function endOf(parts: readonly Part[], box: Box, input: string | null | undefined): number {
  const row = placed(parts, box).find((part) => part.input === input);
  return row ? row.y + row.height / 2 : box.y + box.height / 2;
}

function asked(template: FunctionTemplate | undefined): Part[] {
  const prompt: Part[] = asksFor(template, 'prompt') ? [{ kind: 'field', height: PROMPT }] : [];
  const inputs = INPUTS.filter(({ input }) => asksFor(template, PARAMETER_OF[input]));
  return [...prompt, ...inputs.map(({ input }): Part => ({ kind: 'row', height: ROW, input })), field()];
}

function field(): Part {
  return { kind: 'field', height: FIELD };
}
