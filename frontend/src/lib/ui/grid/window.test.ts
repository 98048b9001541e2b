import { describe, expect, it } from 'vitest';

import { columnsIn, rowsAround, rowsSeen, stepTo } from './window';

describe('rowsSeen', () => {
  const grid = { row: 100, rows: 1000, view: 500 };

  it('begins at the top', () => expect(rowsSeen({ ...grid, top: 40 })).toEqual([0, 7]));
  it('follows the scrolling', () => expect(rowsSeen({ ...grid, top: -50_000 })).toEqual([498, 507]));
  it('ends with the grid', () => expect(rowsSeen({ ...grid, top: -99_900 })).toEqual([997, 1000]));
  it('is empty far beneath the view', () => expect(rowsSeen({ ...grid, top: 5000 })).toEqual([0, 0]));
  it('is a few rows before any is measured', () => expect(rowsSeen({ ...grid, row: 0, top: 0 })).toEqual([0, 2]));
});

it('keeps rows ready around a far one', () => {
  expect(rowsAround(500, 1000)).toEqual([498, 502]);
  expect(rowsAround(999, 1000)).toEqual([997, 1000]);
});

it.each([
  [880, 148, 8, 5],
  [616, 148, 8, 4],
  [615, 148, 8, 3],
  [40, 148, 8, 1],
])('fits into %d px tiles of %d px, %d px apart: %d', (width, narrowest, gap, columns) =>
  expect(columnsIn(width, narrowest, gap)).toBe(columns),
);

describe('stepTo', () => {
  it.each([
    ['ArrowRight', 5, 6],
    ['ArrowLeft', 5, 4],
    ['ArrowDown', 5, 9],
    ['ArrowUp', 5, 1],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['ArrowUp', 3, undefined],
    ['ArrowDown', 6, undefined],
    ['ArrowLeft', 0, undefined],
    ['x', 5, undefined],
  ])('%s from %i is %s', (key, at, to) => expect(stepTo(key, at, 4, 10)).toBe(to));
});
