import { expect, it } from 'vitest';

import type { TierTable } from '$lib/api';

import { aPlace, aRunner } from '../../test/records';
import { linesOf } from './lines';

const TIERS = {
  draft: { vram_gb: 8 },
  standard: { vram_gb: 16 },
  premium: { vram_gb: 24 },
} as unknown as TierTable;

it('shows the lines that somebody serves or waits in', () => {
  const end = '2026-11-21T12:05:00Z';
  const waiting = [aPlace(), aPlace({ task_id: 't2', estimated_end: end }), aPlace({ queue: 'task:queue:vram-24' })];
  const lines = linesOf(waiting, [aRunner(), aRunner({ id: 'r2' })], TIERS);
  expect(lines.map(({ label, places, waiting, until }) => [label, places, waiting.length, until])).toEqual([
    ['Storyboard', 4, 2, end],
    ['Premium · 24 GiB', 0, 1, null],
    ['Training', 4, 0, null],
  ]);
});

it('shows none where nobody is', () => expect(linesOf([], [], TIERS)).toEqual([]));
