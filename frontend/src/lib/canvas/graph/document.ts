import type { Edge, Node, XYPosition } from '@xyflow/svelte';

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

export interface Someone extends Record<string, unknown> {
  character_id: string | null;
  /** Of what was trained of them; null is as usual, 0 without. */
  lora_strength: number | null;
}

/** A place or a style: a picture of it as `asset://<id>`, or plain words. */
export interface Look extends Record<string, unknown> {
  picture: string | null;
  words: string;
}

export interface Aim extends Record<string, unknown> {
  shot_id: string | null;
}

export const TEXT_TO_IMAGE = 'text_to_image';
export const FUNCTION = 'function';

export type AskNode = Node<Ask, typeof TEXT_TO_IMAGE | typeof FUNCTION>;
export type CharacterNode = Node<Someone, 'character'>;
export type LookNode = Node<Look, 'location' | 'style'>;
export type ShotNode = Node<Aim, 'shot'>;
/** Shows what it is wired to. */
export type OutputNode = Node<Record<string, unknown>, 'output'>;
export type CanvasNode = AskNode | CharacterNode | LookNode | ShotNode | OutputNode;
export type Kind = CanvasNode['type'] & string;

const EMPTY: Record<Kind, () => CanvasNode['data']> = {
  text_to_image: () => emptyAsk(),
  function: () => emptyAsk(),
  character: () => ({ character_id: null, lora_strength: null }),
  location: () => ({ picture: null, words: '' }),
  style: () => ({ picture: null, words: '' }),
  shot: () => ({ shot_id: null }),
  output: () => ({}),
};

/** What people call them. */
export const KINDS: Record<Kind, string> = {
  text_to_image: 'Text to Image',
  function: 'Function',
  character: 'Character',
  location: 'Location',
  style: 'Style',
  shot: 'Shot',
  output: 'Output',
};

/** The canvas as the editor holds it. Unknown kinds of nodes and unknown data are carried along untouched. */
export interface Graph {
  nodes: CanvasNode[];
  edges: Edge[];
}

export function emptyAsk(template_id = IMAGE_GENERATION): Ask {
  return { prompt: '', quality_preset: null, seed: null, character_ids: [], template_id, inputs: {} };
}

export function newNode(kind: Kind, position: XYPosition, data: Record<string, unknown> = {}): CanvasNode {
  return toNode({ id: crypto.randomUUID(), type: kind, position, data });
}

export function newAsk(template_id: string, position: XYPosition): CanvasNode {
  return newNode(template_id === IMAGE_GENERATION ? TEXT_TO_IMAGE : FUNCTION, position, { template_id });
}

export function isAsk(node: CanvasNode): node is AskNode {
  return node.type === TEXT_TO_IMAGE || node.type === FUNCTION;
}

export function toGraph({ nodes, edges }: Pick<Canvas, 'nodes' | 'edges'>): Graph {
  return { nodes: nodes.map(toNode), edges: edges.map(toEdge) };
}

export function toSaved({ nodes, edges }: Graph): Pick<Canvas, 'nodes' | 'edges'> {
  return { nodes: nodes.map(savedNode), edges: edges.map(savedEdge) };
}

function toNode({ id, type, position, data }: SavedNode): CanvasNode {
  const own = Object.hasOwn(EMPTY, type) ? EMPTY[type as Kind]() : {};
  return { id, type, position, data: { ...own, ...data } } as CanvasNode;
}

function savedNode({ id, type, position, data }: CanvasNode): SavedNode {
  return { id, type, position: { x: position.x, y: position.y }, data };
}

function toEdge({ id, source, target, source_handle, target_handle }: SavedEdge): Edge {
  return { id, source, target, sourceHandle: source_handle, targetHandle: target_handle };
}

function savedEdge({ id, source, target, sourceHandle, targetHandle }: Edge): SavedEdge {
  return { id, source, target, source_handle: sourceHandle ?? null, target_handle: targetHandle ?? null };
}
