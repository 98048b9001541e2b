import { expect, it } from 'vitest';

import { rowAt, topsOf } from './windows';

const TOPS = topsOf([10, 20, 30]);

it('sums the heights up', () => {
  expect(TOPS).toEqual([0, 10, 30, 60]);
  expect(topsOf([])).toEqual([0]);
});

it.each([
  [-5, 0],
  [0, 0],
  [9, 0],
  [10, 1],
  [29, 1],
  [30, 2],
  [999, 2],
])('finds at %d px row %d', (y, row) => expect(rowAt(TOPS, y)).toBe(row));

it('finds the first row of none', () => expect(rowAt(topsOf([]), 7)).toBe(0));
