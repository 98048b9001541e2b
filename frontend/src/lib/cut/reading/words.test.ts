import { expect, it } from 'vitest';

import { detail, summary } from './words';

const before = { at: 24, start: 0, frames: 12 };
const after = { at: 48, start: 0, frames: 10 };
const change = { name: '', code: '', clip_id: 'c1', shot_id: 'sh1', before, after };

it('says of each change what was and what is', () => {
  expect(detail({ ...change, kind: 'moved' }, 24)).toBe('00:00:01:00 → 00:00:02:00');
  expect(detail({ ...change, kind: 'retimed' }, 24)).toBe('12 frames → 10 frames');
  expect(detail({ ...change, kind: 'added', before: null }, 24)).toBe('at 00:00:02:00');
  expect(detail({ ...change, kind: 'removed', after: null }, 24)).toBe('at 00:00:01:00');
});

it('sums them up', () => {
  const changes = [{ ...change, kind: 'moved' as const }];
  const report = { name: 'a.edl', clips: 3, frames: 48, frames_here: 24, unchanged: 2, changes };
  expect(summary(report, 24)).toBe('1 moved · 2 unchanged · 00:00:01:00 here, 00:00:02:00 there');
});
