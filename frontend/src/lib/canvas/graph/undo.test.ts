import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Undo } from './undo.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('goes back and forward', () => {
  const undo = new Undo<number>();
  undo.remember(1);
  undo.remember(2);
  expect(undo.undo(3)).toBe(2);
  expect(undo.undo(2)).toBe(1);
  expect(undo.undo(1)).toBeUndefined();
  expect(undo.redo(1)).toBe(2);
  expect(undo.redo(2)).toBe(3);
});

it('takes letters typed in one breath for one step', () => {
  const undo = new Undo<string>();
  undo.remember('', 'prompt');
  undo.remember('a', 'prompt');
  vi.advanceTimersByTime(5000);
  undo.remember('ab', 'prompt');
  expect(undo.undo('abc')).toBe('ab');
  expect(undo.undo('ab')).toBe('');
});

it('has no way forward after a new change', () => {
  const undo = new Undo<number>();
  undo.remember(1);
  undo.undo(2);
  undo.remember(1);
  expect(undo.canRedo).toBe(false);
});
