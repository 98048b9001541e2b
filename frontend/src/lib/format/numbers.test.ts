import { describe, expect, it } from 'vitest';

import { bytes, counted, grouped, seedFrom } from './numbers';

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1500, '1.5 kB'],
    [12_400_000, '12 MB'],
    [1_200_000_000, '1.2 GB'],
  ])('writes %d as %s', (count, said) => expect(bytes(count)).toBe(said));
});

it('groups digits in threes', () => {
  expect(grouped(4113902)).toBe('4\u202f113\u202f902');
  expect(grouped(12)).toBe('12');
});

it('counts one and many', () => {
  expect(counted(1, 'take')).toBe('1 take');
  expect(counted(0, 'take')).toBe('0 takes');
});

describe('seedFrom', () => {
  it('reads digits with spaces of any kind', () => expect(seedFrom('4\u202f113 902')).toBe(4113902));
  it.each(['', 'abc', '-1', '1.5', '99999999999'])('takes %j for none', (text) => expect(seedFrom(text)).toBeNull());
});
