// @vitest-environment jsdom
import type { Node } from '@xyflow/svelte';
import { describe, expect, it } from 'vitest';

import { aTake, aTask } from '../../../test/records';
import { nodeStatus } from '$lib/canvas/node/node-state';
import { freePlace } from './placing';
import { actionFor, isTyping } from './shortcuts';

describe('freePlace', () => {
  it('centres a node on an empty canvas', () => expect(freePlace({ x: 140, y: 180 }, [])).toEqual({ x: 0, y: 0 }));

  it('goes right of whatever is there', () => {
    const there = [0, 320].map((x) => ({ id: String(x), position: { x, y: 0 }, data: {} })) satisfies Node[];
    expect(freePlace({ x: 140, y: 180 }, there)).toEqual({ x: 640, y: 0 });
  });
});

describe('actionFor', () => {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

  it.each([
    [{ key: 'g' }, 'generate'],
    [{ key: 'N' }, 'add'],
    [{ key: '0' }, 'fit'],
    [{ key: 'z', ctrlKey: true }, 'undo'],
    [{ key: 'Z', metaKey: true, shiftKey: true }, 'redo'],
    [{ key: 'y', ctrlKey: true }, 'redo'],
    [{ key: 'n', ctrlKey: true }, undefined],
    [{ key: 'g', altKey: true }, undefined],
    [{ key: 'x' }, undefined],
  ])('%j does %s', (keys, action) => expect(actionFor({ ...none, ...keys })).toBe(action));
});

it('leaves keys to whoever types', () => {
  expect(isTyping(document.createElement('textarea'))).toBe(true);
  expect(isTyping(document.createElement('button'))).toBe(false);
  expect(isTyping(null)).toBe(false);
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
