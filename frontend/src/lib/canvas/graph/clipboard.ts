import type { Edge, XYPosition } from '@xyflow/svelte';

import type { Canvas } from '$lib/api';

import { type Graph, toGraph, toSaved } from './document';

/** What is copied travels as this type, so that other windows of the studio can paste it and no text field does. */
export const CLIP_TYPE = 'application/x-auteur-canvas+json';

/** The selected nodes with the wires between them; nothing when none is selected. */
export function clip(graph: Graph): string | undefined {
  const nodes = graph.nodes.filter(({ selected }) => selected);
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
  return nodes.length ? JSON.stringify(toSaved({ nodes, edges })) : undefined;
}

/** The same again under new ids, selected, `offset` away. */
export function unclip(text: string, offset: XYPosition): Graph {
  const { nodes, edges } = toGraph(JSON.parse(text) as Pick<Canvas, 'nodes' | 'edges'>);
  const ids = new Map(nodes.map(({ id }) => [id, crypto.randomUUID() as string]));
  const named = (id: string): string => ids.get(id) ?? id;
  return {
    nodes: nodes.map((node) => ({
      ...node,
      id: named(node.id),
      selected: true,
      position: { x: node.position.x + offset.x, y: node.position.y + offset.y },
    })),
    edges: edges.map((edge) => renamed(edge, named)),
  };
}

function renamed(edge: Edge, named: (id: string) => string): Edge {
  const [source, target] = [named(edge.source), named(edge.target)];
  return { ...edge, source, target, id: `${source}.${edge.sourceHandle}-${target}.${edge.targetHandle}` };
}
