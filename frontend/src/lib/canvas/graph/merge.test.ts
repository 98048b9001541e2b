import { describe, expect, it } from 'vitest';

import { merge, same } from './merge';

const a = { id: 'a', text: 'old' };
const b = { id: 'b', text: 'old' };
const mine = { id: 'a', text: 'mine' };
const theirs = { id: 'a', text: 'theirs' };

describe('merge', () => {
  it('takes what only they changed', () => expect(merge([a, b], [a, b], [theirs, b])).toEqual([theirs, b]));
  it('keeps what only we changed', () => expect(merge([a, b], [mine, b], [a, b])).toEqual([mine, b]));
  it('keeps ours where both changed', () => expect(merge([a], [mine], [theirs])).toEqual([mine]));
  it('joins what each added', () => expect(merge([], [a], [b])).toEqual([a, b]));
  it('deletes what either deleted', () => {
    expect(merge([a, b], [b], [a, b])).toEqual([b]);
    expect(merge([a, b], [a, b], [b])).toEqual([b]);
  });
  it('lets a change outweigh a deletion', () => {
    expect(merge([a], [], [theirs])).toEqual([theirs]);
    expect(merge([a], [mine], [])).toEqual([mine]);
  });
});

describe('same', () => {
  it('does not mind the order of keys', () =>
    expect(same({ x: 1, y: { p: 1, q: 2 } }, { y: { q: 2, p: 1 }, x: 1 })).toBe(true));
  it('minds the order of lists', () => expect(same([1, 2], [2, 1])).toBe(false));
});
