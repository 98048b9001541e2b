import { expect, it } from 'vitest';

import { readSeconds, seconds } from './seconds';

it.each([
  ['4.5', 4.5],
  [' 4,5 s ', 4.5],
  ['12s', 12],
  ['1:20', 80],
  ['', 0],
])('reads %j as %d', (text, value) => expect(readSeconds(text)).toBe(value));

it.each(['soon', '-3', '1:2:3', '4.5.6'])('asks for seconds in place of %j', (text) => {
  expect(() => readSeconds(text)).toThrow('Write seconds');
});

it('writes what it reads', () => {
  expect(seconds(0)).toBe('');
  expect(readSeconds(seconds(4.5))).toBe(4.5);
});
