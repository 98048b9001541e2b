import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { fling } from './fling.svelte';

const LIST = new EventTarget();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function scroll(step: number, list = LIST): boolean {
  for (const at of [1, 2, 3]) fling.scrolled(list, at * step, at * 16);
  return fling.active;
}

it('is a scrolling that is too fast to see what passes', () => {
  expect(scroll(40)).toBe(false);
  expect(scroll(300)).toBe(true);
});

it('is over soon after', () => {
  scroll(300);
  vi.advanceTimersByTime(200);
  expect(fling.active).toBe(false);
});

it('takes no other list for a leap', () => {
  fling.scrolled(LIST, 0, 0);
  fling.scrolled(new EventTarget(), 100_000, 16);
  expect(fling.active).toBe(false);
});
