import { describe, expect, it } from 'vitest';

import { ago, duration, inTime, left, secondsAgo } from './time';

const NOW = Date.parse('2026-11-21T12:00:00Z');

describe('ago', () => {
  it.each([
    ['2026-11-21T11:59:30Z', 'just now'],
    ['2026-11-21T11:48:00Z', '12 min ago'],
    ['2026-11-21T09:00:00Z', '3 h ago'],
    ['2026-11-20T10:00:00Z', 'yesterday'],
    ['2026-11-02T10:00:00Z', '2 Nov'],
    ['2025-10-30T10:00:00Z', '30 Oct 2025'],
  ])('says %s as %s', (then, said) => expect(ago(then, NOW)).toBe(said));

  it('calls a clock that runs ahead of ours just now', () => expect(ago('2026-11-21T12:00:09Z', NOW)).toBe('just now'));
});

describe('secondsAgo', () => {
  it('counts seconds, then minutes', () => {
    expect(secondsAgo(NOW - 500, NOW)).toBe('just now');
    expect(secondsAgo(NOW - 4000, NOW)).toBe('4 s ago');
    expect(secondsAgo(NOW - 130_000, NOW)).toBe('2 min ago');
  });
});

describe('inTime', () => {
  it.each([
    ['2026-11-21T12:01:20Z', 'in 1:20'],
    ['2026-11-21T12:00:04Z', 'in 4 s'],
    ['2026-11-21T11:59:00Z', 'soon'],
  ])('says %s as %s', (then, said) => expect(inTime(then, NOW)).toBe(said));
});

describe('duration', () => {
  it.each([
    [1.4, '1.4 s'],
    [6, '6 s'],
    [760, '12:40'],
    [3760, '1:02:40'],
  ])('writes %d s as %s', (seconds, said) => expect(duration(seconds)).toBe(said));

  it('never promises nothing left', () => expect(left(0.2)).toBe('1 s left'));
});
