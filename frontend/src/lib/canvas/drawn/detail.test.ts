import { beforeEach, expect, it, vi } from 'vitest';

import { Detail } from './detail.svelte';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

it('gives nodes their fields when they are near', () => {
  const detail = new Detail();
  detail.want(true);
  detail.follow('a');
  expect(detail.has('a')).toBe(false);
  vi.runAllTimers();
  expect(detail.has('a')).toBe(true);
});

it('takes them away when they are far', () => {
  const detail = new Detail();
  detail.want(true);
  detail.follow('a');
  vi.runAllTimers();
  detail.want(false);
  vi.runAllTimers();
  expect(detail.has('a')).toBe(false);
});

it('leaves all as it is while the canvas moves', () => {
  const detail = new Detail();
  detail.want(true);
  detail.follow('a');
  detail.rest(false);
  detail.follow('b');
  vi.runAllTimers();
  expect(['a', 'b'].filter((id) => detail.has(id))).toEqual([]);
  detail.rest(true);
  vi.runAllTimers();
  expect(['a', 'b'].filter((id) => detail.has(id))).toEqual(['a', 'b']);
});

it('gives nothing to a node that has left', () => {
  const detail = new Detail();
  detail.want(true);
  detail.follow('a')();
  vi.runAllTimers();
  expect(detail.has('a')).toBe(false);
});

it('takes several turns for more than a frame has time for', () => {
  const detail = new Detail();
  detail.want(true);
  const spent = vi.spyOn(performance, 'now');
  // Each look at the clock is five milliseconds after the one before.
  for (let look = 0; look < 20; look++) spent.mockReturnValueOnce(look * 5);
  for (const id of 'abcd') detail.follow(id);
  vi.runOnlyPendingTimers();
  expect([...'abcd'].filter((id) => detail.has(id))).toEqual(['a']);
  vi.runAllTimers();
  expect([...'abcd'].filter((id) => detail.has(id))).toEqual([...'abcd']);
});
