import { expect, it } from 'vitest';

import { clip, unclip } from './clipboard';
import { type Graph, newNode } from './document';
import { connected } from './wiring';

const mara = { ...newNode('character', { x: 0, y: 0 }, { character_id: 'c1' }), id: 'mara', selected: true };
const ask = { ...newNode('text_to_image', { x: 400, y: 0 }, { prompt: 'A pier' }), id: 'ask', selected: true };
const out = { ...newNode('output', { x: 800, y: 0 }), id: 'out' };

function wired(): Graph {
  const graph: Graph = { nodes: [mara, ask, out], edges: [] };
  const cast = { source: 'mara', sourceHandle: 'character', target: 'ask', targetHandle: 'character' };
  const shown = { source: 'ask', sourceHandle: 'take', target: 'out', targetHandle: 'take' };
  return { ...graph, edges: connected({ ...graph, edges: connected(graph, cast) }, shown) };
}

it('copies what is selected with the wires between', () => {
  const { nodes, edges } = unclip(clip(wired()) ?? '', { x: 40, y: 20 });
  expect(nodes.map(({ data }) => data)).toEqual([mara.data, ask.data]);
  expect(nodes.map(({ position }) => position)).toEqual([
    { x: 40, y: 20 },
    { x: 440, y: 20 },
  ]);
  expect(edges.map(({ source, target }) => [source, target])).toEqual([[nodes[0]?.id, nodes[1]?.id]]);
});

it('gives what is pasted names of its own', () => {
  const text = clip(wired()) ?? '';
  const [first, second] = [unclip(text, { x: 0, y: 0 }), unclip(text, { x: 0, y: 0 })];
  const ids = [...first.nodes, ...second.nodes, ...first.edges, ...second.edges].map(({ id }) => id);
  expect(new Set([...ids, 'mara', 'ask']).size).toBe(ids.length + 2);
});

it('copies nothing when nothing is selected', () => {
  expect(clip({ nodes: [out], edges: [] })).toBeUndefined();
});
