import type { Edge } from '@xyflow/svelte';
import { beforeEach, expect, it } from 'vitest';

import { CanvasState } from './canvas.svelte';
import { newNode } from './document';
import { WireWalk } from './walk';

let canvas: CanvasState;
let walk: WireWalk;

beforeEach(() => {
  canvas = new CanvasState('p1');
  const kinds = { a: 'style', b: 'text_to_image', c: 'output', d: 'location' } as const;
  canvas.nodes = Object.entries(kinds).map(([id, kind]) => ({ ...newNode(kind, { x: 0, y: 0 }), id }));
  canvas.edges = ['ab', 'bc', 'db'].map(wire);
  walk = new WireWalk(canvas);
});

function wire(id: string): Edge {
  const [source = '', target = ''] = id;
  return { id, source, target };
}

function steps(count: number): (string | undefined)[] {
  return Array.from({ length: count }, () => {
    walk.next();
    return canvas.wire?.id;
  });
}

it('goes through the wires of the node that was selected, and round again', () => {
  canvas.select('a', 'c');
  expect(steps(3)).toEqual(['ab', 'bc', 'ab']);
  expect(canvas.selected).toEqual([]);
});

it('goes through all wires where no node is selected', () => expect(steps(4)).toEqual(['ab', 'bc', 'db', 'ab']));

it('begins anew at another node', () => {
  canvas.select('a');
  steps(1);
  canvas.select('d');
  expect(steps(2)).toEqual(['db', 'db']);
});

it('leaves all as it is at a node without wires', () => {
  canvas.edges = [];
  canvas.select('a');
  expect(steps(1)).toEqual([undefined]);
  expect(canvas.selected.map(({ id }) => id)).toEqual(['a']);
});
