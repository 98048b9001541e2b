import { beforeEach, expect, it, vi } from 'vitest';

import { FakeBackend } from '../../../test/backend';
import { aStory } from '../../../test/records';
import { Story } from '../story.svelte';
import { Dragging } from './dragging.svelte';

let story: Story;
let dragging: Dragging;

beforeEach(async () => {
  new FakeBackend().on('GET /projects/p1/story', { body: { chapters: aStory() } });
  story = new Story('p1');
  await story.load();
  dragging = new Dragging(story);
});

/** Over a row from 100 to 126 px; says whether it may be let go there. */
function over(id: string, clientY: number): boolean {
  const event = {
    clientY,
    currentTarget: { getBoundingClientRect: () => ({ top: 100, height: 26 }) },
    preventDefault: vi.fn(),
  };
  dragging.over(event as unknown as Parameters<Dragging['over']>[0], story.find(id));
  return event.preventDefault.mock.calls.length > 0;
}

it('marks where it would go: above, below, inside', () => {
  dragging.start(story.find('sh1'));
  expect([over('sh3', 105), dragging.mark('sh3')]).toEqual([true, 'above']);
  expect([over('sh3', 120), dragging.mark('sh3')]).toEqual([true, 'below']);
  expect([over('sc2', 120), dragging.mark('sc2'), dragging.mark('sh3')]).toEqual([true, 'inside', null]);
});

it('gives where it was let go, once', () => {
  dragging.start(story.find('sh1'));
  over('sc2', 120);
  expect(dragging.end()).toEqual({ id: 'sh1', parent_id: 'sc2' });
  expect(dragging.end()).toBeNull();
});

it('can’t be let go where it does not belong', () => {
  dragging.start(story.find('ch1'));
  expect(over('sh3', 105)).toBe(false);
  expect(dragging.end()).toBeNull();
  expect(over('sh3', 105)).toBe(false);
});
