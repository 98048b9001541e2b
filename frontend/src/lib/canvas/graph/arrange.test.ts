import { describe, expect, it } from 'vitest';

import { aligned, distributed, tidied } from './arrange';

function box(id: string, x: number, y: number, width = 100, height = 50) {
  return { id, position: { x, y }, measured: { width, height } };
}

function xs(places: Map<string, { x: number; y: number }>): Record<string, number> {
  return Object.fromEntries([...places].map(([id, { x }]) => [id, x]));
}

describe('aligned', () => {
  const boxes = [box('a', 0, 0), box('b', 30, 80, 200, 90)];

  it.each([
    ['left', 'x', { a: 0, b: 0 }],
    ['right', 'x', { a: 130, b: 30 }],
    ['top', 'y', { a: 0, b: 0 }],
    ['bottom', 'y', { a: 120, b: 80 }],
  ] as const)('at the %s, they share the outermost edge', (side, axis, expected) => {
    const found = [...aligned(boxes, side)].map(([id, place]) => [id, place[axis]]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe('distributed', () => {
  it('leaves the same gap between all', () => {
    const found = distributed([box('c', 500, 0), box('a', 0, 0), box('b', 110, 0)], 'x');
    expect(xs(found)).toEqual({ a: 0, b: 250, c: 500 });
  });

  it('does nothing to two', () => expect(distributed([box('a', 0, 0), box('b', 9, 0)], 'x').size).toBe(0));
});

describe('tidied', () => {
  const edge = (source: string, target: string) => ({ id: `${source}-${target}`, source, target });

  it('puts what gives before what takes, in columns', () => {
    const boxes = [box('out', 5, 5), box('ask', 9, 9), box('mara', 7, 60), box('pier', 7, 10)];
    const found = tidied(boxes, [edge('mara', 'ask'), edge('pier', 'ask'), edge('ask', 'out')]);
    expect(xs(found)).toEqual({ pier: 5, mara: 5, ask: 205, out: 405 });
    expect([found.get('pier')?.y, found.get('mara')?.y]).toEqual([5, 115]);
  });

  it('comes to an end where wires go round in a circle', () => {
    expect(tidied([box('a', 0, 0), box('b', 0, 0)], [edge('a', 'b'), edge('b', 'a')]).size).toBe(2);
  });
});
