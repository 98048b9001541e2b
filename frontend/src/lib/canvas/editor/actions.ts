import type { Connection } from '@xyflow/svelte';

import { aligned, distributed, tidied } from '$lib/canvas/graph/arrange';
import type { CanvasState } from '$lib/canvas/graph/canvas.svelte';
import { type CanvasNode, isAsk } from '$lib/canvas/graph/document';
import { WireWalk } from '$lib/canvas/graph/walk';
import { type Input, PARAMETER_OF, possible } from '$lib/canvas/graph/wiring';
import { asksFor } from '$lib/functions/fields';
import type { Functions } from '$lib/functions/functions.svelte';

import type { Action } from './commands';

type OnGraph = Exclude<Action, 'add' | 'generate' | 'fit' | 'remove' | 'find'>;

const STEP = { x: 40, y: 40 };

/** What the editor can do to the selected nodes by itself, without knowing where one looks. */
export function graphActions(canvas: CanvasState, functions: Functions): Record<OnGraph, () => void> {
  const walk = new WireWalk(canvas);
  return {
    undo: () => canvas.undo(),
    redo: () => canvas.redo(),
    all: () => canvas.select(...canvas.nodes.map(({ id }) => id)),
    duplicate: () => canvas.paste(canvas.copied() ?? EMPTY_CLIP, STEP),
    connect: () => canvas.connect(sensible(canvas, functions)),
    wire: () => walk.next(),
    tidy: () => canvas.move(tidied(several(canvas), canvas.edges)),
    left: () => canvas.move(aligned(canvas.selected, 'left')),
    right: () => canvas.move(aligned(canvas.selected, 'right')),
    top: () => canvas.move(aligned(canvas.selected, 'top')),
    bottom: () => canvas.move(aligned(canvas.selected, 'bottom')),
    columns: () => canvas.move(distributed(canvas.selected, 'x')),
    rows: () => canvas.move(distributed(canvas.selected, 'y')),
  };
}

const EMPTY_CLIP = '{"nodes": [], "edges": []}';

/** Whether a node has the input that a wire leads to; templates differ. */
export function takesIn(node: CanvasNode | undefined, input: Input, functions: Functions): boolean {
  if (!node || !isAsk(node) || input === 'take') return true;
  return asksFor(functions.get(node.data.template_id), PARAMETER_OF[input]);
}

/** The wires that are missing between the selected nodes. */
function sensible(canvas: CanvasState, functions: Functions): Connection[] {
  return possible(canvas, canvas.selected)
    .map((wire) => ({ ...wire, sourceHandle: wire.sourceHandle ?? null, targetHandle: wire.targetHandle ?? null }))
    .filter((wire) => takesIn(canvas.get(wire.target), wire.targetHandle as Input, functions));
}

function several({ nodes, selected }: CanvasState): CanvasNode[] {
  return selected.length > 1 ? selected : nodes;
}
