import { expect, it } from 'vitest';

import { byAge } from './order';

it('sorts the newest first, and leaves those of one moment in their order', () => {
  const times = ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z', '2026-01-02T00:00:00Z'];
  const sorted = times.map((created, at) => ({ created, at })).sort(byAge);
  expect(sorted.map(({ at }) => at)).toEqual([1, 0, 2]);
});
