import { expect, it, vi } from 'vitest';

import { ApiError } from '$lib/api';

import { complain, Notices, notices } from './notices.svelte';

vi.mock('svelte-sonner', () => ({ toast: { error: vi.fn() } }));

it('keeps what it told, the newest first, until it is cleared', () => {
  complain(new ApiError(507, 'disk_low', 'The disk is full.'));
  complain(new Error('The queue can’t be reached.'));
  expect(notices.all.map(({ text }) => text)).toEqual(['The queue can’t be reached.', 'The disk is full.']);
  notices.clear();
  expect(notices.all).toEqual([]);
});

it('forgets the oldest', () => {
  const many = new Notices();
  for (let count = 0; count < 60; count += 1) many.add(`Refusal ${count}`);
  expect([many.all.length, many.all.at(-1)?.text]).toEqual([50, 'Refusal 10']);
});
