import { expect, it } from 'vitest';

import { newAsk, newNode } from '$lib/canvas/graph/document';
import { IMAGE_GENERATION } from '$lib/functions/functions.svelte';

import { endOf, HEAD, heightOf, PADDING, partsOf, placed, WIDTH } from './shape';

const PLACE = { x: 0, y: 0 };
const ask = newAsk(IMAGE_GENERATION, PLACE);

it('gives a node a row for each thing that can be wired to it', () => {
  const rows = partsOf(ask, undefined, false).filter(({ kind }) => kind === 'row');
  expect(rows.map(({ input }) => input)).toEqual(['character', 'location', 'style', 'source']);
});

it('makes a node with a picture taller', () => {
  expect(heightOf(partsOf(ask, undefined, true))).toBeGreaterThan(heightOf(partsOf(ask, undefined, false)));
});

it.each(['character', 'location', 'style', 'shot', 'output'] as const)('knows what a %s looks like', (kind) => {
  for (const pictured of [false, true]) {
    expect(heightOf(partsOf(newNode(kind, PLACE), undefined, pictured))).toBeGreaterThan(HEAD + 2 * PADDING);
  }
});

it('lets no part lie over another or stand out of its node', () => {
  const parts = partsOf(ask, undefined, true);
  const box = { x: 10, y: 20, width: WIDTH, height: heightOf(parts) };
  let bottom = box.y + HEAD;
  for (const part of placed(parts, box)) {
    expect(part.y).toBeGreaterThan(bottom);
    bottom = part.y + part.height;
  }
  expect(bottom + PADDING).toBeCloseTo(box.y + box.height);
});

it('ends a wire beside the row it leads to, and one without a row in the middle', () => {
  const parts = partsOf(ask, undefined, false);
  const box = { x: 0, y: 0, width: WIDTH, height: heightOf(parts) };
  expect(endOf(parts, box, 'style')).toBeGreaterThan(endOf(parts, box, 'location'));
  expect(endOf(parts, box, null)).toBe(box.height / 2);
});
