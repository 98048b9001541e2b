import { expect, it } from 'vitest';

import { gapAt } from './placing';

it.each([
  [2, 40],
  [1, 20],
  [0.6, 12],
  [0.5, 20],
  [0.1, 16],
])('lays its dots neither too close nor too far apart: at a zoom of %d every %d px', (zoom, gap) =>
  expect(gapAt(zoom)).toBeCloseTo(gap),
);
