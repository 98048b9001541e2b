import type { Node } from '@xyflow/svelte';
import { describe, expect, it } from 'vitest';

import { aTake, aTask } from '../../../test/records';
import { nodeStatus } from '$lib/canvas/node/node-state';
import { freePlace, isWithin, placeBeside } from './placing';

describe('freePlace', () => {
  it('centres a node on an empty canvas', () => expect(freePlace({ x: 140, y: 180 }, [])).toEqual({ x: 0, y: 0 }));

  it('goes right of whatever is there', () => {
    const there = [0, 320].map((x) => ({ id: String(x), position: { x, y: 0 }, data: {} })) satisfies Node[];
    expect(freePlace({ x: 140, y: 180 }, there)).toEqual({ x: 640, y: 0 });
  });
});

describe('placeBeside', () => {
  const node = { position: { x: 0, y: 0 }, measured: { width: 280, height: 200 } };

  it('is before what takes and after what gives', () => {
    expect(placeBeside(node, 'before', [node])).toEqual({ x: -360, y: 0 });
    expect(placeBeside(node, 'after', [node])).toEqual({ x: 360, y: 0 });
  });

  it('is beneath what stands there', () => {
    const there = { position: { x: -360, y: 0 }, measured: { width: 280, height: 100 } };
    expect(placeBeside(node, 'before', [node, there])).toEqual({ x: -360, y: 140 });
  });
});

it('knows whether a new node is wholly seen', () => {
  const view = { width: 800, height: 600 };
  expect(isWithin({ x: 500, y: 200 }, { x: 0, y: 0 }, view)).toBe(true);
  expect(isWithin({ x: 540, y: 200 }, { x: 0, y: 0 }, view)).toBe(false);
  expect(isWithin({ x: -10, y: 200 }, { x: 0, y: 0 }, view)).toBe(false);
});

describe('nodeStatus', () => {
  it.each([
    ['pending', 'queued'],
    ['processing', 'processing'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['cancelled', 'idle'],
  ] as const)('shows a %s task as %s', (status, shown) => expect(nodeStatus(aTask({ status }), undefined)).toBe(shown));

  it('knows from the take on disk what a flushed queue forgot', () => {
    expect(nodeStatus(undefined, aTake())).toBe('completed');
    expect(nodeStatus(undefined, undefined)).toBe('idle');
  });
});
