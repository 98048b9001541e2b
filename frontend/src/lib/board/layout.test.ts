import { describe, expect, it } from 'vitest';

import { aScene, aStory } from '../../test/records';
import { beyond, columnsIn, heightOf, rowOf, rowsOf } from './layout';

const [departure, crossing] = aStory();
const STORY =
  departure && crossing ? [{ ...departure, scenes: [...departure.scenes, aScene({ id: 'bare' })] }, crossing] : [];

it('has as many columns as fit, and one at least', () => {
  expect([columnsIn(0), columnsIn(220), columnsIn(404), columnsIn(860)]).toEqual([1, 1, 2, 4]);
});

it('lays a film out scene by scene', () => {
  expect(rowsOf(STORY, 4).map(({ id }) => id)).toEqual(['sc1', 'sc1/0', 'sc2', 'sc2/0', 'bare', 'bare/empty']);
  expect(rowsOf(STORY, 1).map(({ kind }) => kind)).toEqual([
    'scene',
    'shots',
    'shots',
    'scene',
    'shots',
    'scene',
    'empty',
  ]);
});

it('gives a row of pictures the height that their width asks for', () => {
  const [, shots] = rowsOf(STORY, 2);
  if (!shots) throw new Error('There is no row of shots.');
  expect(heightOf(shots, 800, 2)).toBeGreaterThan(heightOf(shots, 800, 4));
});

describe('one up or down', () => {
  const rows = rowsOf(STORY, 2);
  it.each([
    ['sh1', 1, 'sh3'],
    ['sh2', 1, 'sh3'],
    ['sh3', -1, 'sh1'],
    ['sh3', 1, undefined],
    ['sh1', -1, undefined],
  ] as const)('from %s by %d is %s', (id, by, then) => expect(beyond(rows, id, by)).toBe(then));
});

it('finds the row of a shot and of a scene', () => {
  const rows = rowsOf(STORY, 1);
  expect([rowOf(rows, 'sh2'), rowOf(rows, 'sc2'), rowOf(rows, 'ch1')]).toEqual([2, 3, -1]);
});
