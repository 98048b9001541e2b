import type { Connection } from '@xyflow/svelte';

import type { CanvasState } from '$lib/canvas/graph/canvas.svelte';
import type { CanvasNode } from '$lib/canvas/graph/document';
import { between, type Input } from '$lib/canvas/graph/wiring';
import type { Functions } from '$lib/functions/functions.svelte';

import { takesIn } from './actions';
import { placeBeside } from './placing';

/** Puts a new node beside the one that is selected and wires them, where that makes sense; else it stays where it is. */
export function addBeside(node: CanvasNode, canvas: CanvasState, functions: Functions): string {
  const [other, ...more] = canvas.selected;
  if (!other || more.length) return canvas.put(node);
  const graph = { nodes: [...canvas.nodes, node], edges: canvas.edges };
  const wire = between(graph, node, other) ?? between(graph, other, node);
  const taker = wire?.target === node.id ? node : other;
  if (!wire || !takesIn(taker, wire.targetHandle as Input, functions)) return canvas.put(node);
  const side = wire.source === node.id ? 'before' : 'after';
  return canvas.put({ ...node, position: placeBeside(other, side, canvas.nodes) }, [wire as Connection]);
}
