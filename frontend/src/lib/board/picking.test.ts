import { expect, it } from 'vitest';

import { pointed } from './picking';

const ORDER = ['a', 'b', 'c', 'd'];
const NONE = { shiftKey: false, ctrlKey: false, metaKey: false };
const SHIFT = { ...NONE, shiftKey: true };
const CTRL = { ...NONE, ctrlKey: true };

it.each([
  [['a', 'b'], 'a', 'c', NONE, ['c'], 'c'],
  [['a'], 'a', 'c', SHIFT, ['a', 'b', 'c'], 'c'],
  [['d'], 'd', 'b', SHIFT, ['b', 'c', 'd'], 'b'],
  [[], undefined, 'b', SHIFT, ['b'], 'b'],
  [['a'], 'gone', 'b', SHIFT, ['b'], 'b'],
  [['a'], 'a', 'c', CTRL, ['a', 'c'], 'c'],
  [['a', 'c'], 'c', 'c', CTRL, ['a'], 'a'],
  [['a'], 'a', 'b', { ...NONE, metaKey: true }, ['a', 'b'], 'b'],
] as const)('of %j from %s to %s with %j picks %j', (picked, from, id, keys, shots, last) => {
  expect(pointed(ORDER, new Set(picked), from, id, keys)).toEqual({ shots, last });
});
