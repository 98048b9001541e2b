import { expect, it } from 'vitest';

import { maskOf, seenFrom } from './mask';

const SHEET = { width: 800, height: 600 };

it('sees more of a canvas the further it is away', () => {
  expect(seenFrom({ x: 0, y: 0, zoom: 1 }, SHEET)).toMatchObject({ width: 800, height: 600 });
  expect(seenFrom({ x: -100, y: 50, zoom: 0.5 }, SHEET)).toEqual({ x: 200, y: -100, width: 1600, height: 1200 });
});

it('dims all of a map around what is seen', () => {
  const map = { x: 100, y: 200, width: 40, height: 30 };
  expect(maskOf(map, { x: 110, y: 210, width: 8, height: 6 })).toBe('M60,170h120v90h-120z' + 'M110,210h8v6h-8z');
});
