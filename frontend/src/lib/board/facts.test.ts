import { expect, it } from 'vitest';

import { aShot } from '../../test/records';
import { boardFacts } from './facts';

const SHOTS = [aShot({ chosen_take: 't1', duration: 40 }), aShot({ duration: 35.5 })];

it('counts shots, choices and time', () => {
  expect(boardFacts(SHOTS, 0)).toBe('2 shots · 1 with a chosen take · 1:16');
  expect(boardFacts(SHOTS, 2)).toBe('2 shots · 2 picked · 1:16');
  expect(boardFacts([], 0)).toBe('0 shots');
});
