import { describe, expect, it } from 'vitest';

import { aStory } from '../../../test/records';
import { indexed, moved } from '../tree';
import { drop, step } from './moving';

const STORY = aStory();

function order(move: ReturnType<typeof step>): string {
  return move ? [...indexed(moved(STORY, move)).keys()].join(' ') : 'nowhere';
}

describe('a step', () => {
  it.each([
    ['sh1', 1, 'ch1 sc1 sh2 sh1 sc2 sh3 ch2'],
    ['sh2', -1, 'ch1 sc1 sh2 sh1 sc2 sh3 ch2'],
    ['sh2', 1, 'ch1 sc1 sh1 sc2 sh2 sh3 ch2'],
    ['sh3', -1, 'ch1 sc1 sh1 sh2 sh3 sc2 ch2'],
    ['sc2', 1, 'ch1 sc1 sh1 sh2 ch2 sc2 sh3'],
    ['ch2', -1, 'ch2 ch1 sc1 sh1 sh2 sc2 sh3'],
    ['sh3', 1, 'nowhere'],
    ['ch1', -1, 'nowhere'],
    ['nobody', 1, 'nowhere'],
  ] as const)('of %s by %d gives %s', (id, by, then) => expect(order(step(STORY, id, by))).toBe(then));
});

describe('a drop', () => {
  it.each([
    ['sh1', 'sh3', true, 'ch1 sc1 sh2 sc2 sh3 sh1 ch2'],
    ['sh1', 'sh3', false, 'ch1 sc1 sh2 sc2 sh1 sh3 ch2'],
    ['sh1', 'sh2', true, 'ch1 sc1 sh2 sh1 sc2 sh3 ch2'],
    ['sh1', 'sc2', true, 'ch1 sc1 sh2 sc2 sh3 sh1 ch2'],
    ['sc1', 'ch2', false, 'ch1 sc2 sh3 ch2 sc1 sh1 sh2'],
    ['ch1', 'ch2', true, 'ch2 ch1 sc1 sh1 sh2 sc2 sh3'],
    ['sh1', 'sh1', true, 'nowhere'],
    ['sh1', 'ch2', true, 'nowhere'],
    ['sc1', 'sh3', true, 'nowhere'],
  ] as const)('of %s on %s (lower half: %s) gives %s', (id, over, lower, then) => {
    const index = indexed(STORY);
    const [dragged, target] = [index.get(id), index.get(over)];
    if (!dragged || !target) throw new Error('unknown');
    expect(order(drop(STORY, dragged, target, lower))).toBe(then);
  });
});
