import type { Edge, Node } from '@xyflow/svelte';

import type { Canvas, Quality, Edge as SavedEdge, Node as SavedNode } from '$lib/api';
import { IMAGE_GENERATION } from '$lib/functions/functions.svelte';

/** What a node asks for, by its function template; `inputs` are those without a place on the node itself. Without a
    tier it takes the film's, without a seed a new one each time. */
export interface Ask extends Record<string, unknown> {
  prompt: string;
  quality_preset: Quality | null;
  seed: number | null;
  character_ids: string[];
  template_id: string;
  inputs: Record<string, unknown>;
}

export const TEXT_TO_IMAGE = 'text_to_image';
export const FUNCTION = 'function';
type AskKind = typeof TEXT_TO_IMAGE | typeof FUNCTION;
export type AskNode = Node<Ask, AskKind>;

/** The canvas as the editor holds it. Unknown kinds of nodes and unknown data are carried along untouched. */
export interface Graph {
  nodes: AskNode[];
  edges: Edge[];
}

export function emptyAsk(template_id = IMAGE_GENERATION): Ask {
  return { prompt: '', quality_preset: null, seed: null, character_ids: [], template_id, inputs: {} };
}

export function kindOf(template_id: string): AskKind {
  return template_id === IMAGE_GENERATION ? TEXT_TO_IMAGE : FUNCTION;
}

export function toGraph({ nodes, edges }: Canvas): Graph {
  return { nodes: nodes.map(toNode), edges: edges.map(toEdge) };
}

export function toSaved({ nodes, edges }: Graph): Pick<Canvas, 'nodes' | 'edges'> {
  return { nodes: nodes.map(savedNode), edges: edges.map(savedEdge) };
}

function toNode({ id, type, position, data }: SavedNode): AskNode {
  return { id, type: type as AskKind, position, data: { ...emptyAsk(), ...data } };
}

function savedNode({ id, type, position, data }: AskNode): SavedNode {
  return { id, type, position: { x: position.x, y: position.y }, data };
}

function toEdge({ id, source, target, source_handle, target_handle }: SavedEdge): Edge {
  return { id, source, target, sourceHandle: source_handle, targetHandle: target_handle };
}

function savedEdge({ id, source, target, sourceHandle, targetHandle }: Edge): SavedEdge {
  return { id, source, target, source_handle: sourceHandle ?? null, target_handle: targetHandle ?? null };
}
