import { beforeEach, expect, it } from 'vitest';

import { FakeBackend } from '../../test/backend';
import { aChapter, aScene, aShot, aStory } from '../../test/records';
import { addNear, missing } from './adding';
import { Story } from './story.svelte';

let story: Story;
let bodies: unknown[];

async function telling(chapters = aStory()): Promise<void> {
  bodies = [];
  const backend = new FakeBackend().on('GET /projects/p1/story', { body: { chapters } });
  const added = { chapters: aChapter({ id: 'new' }), scenes: aScene({ id: 'new' }), shots: aShot({ id: 'new' }) };
  for (const [kind, body] of Object.entries(added)) {
    backend.on(`POST /projects/p1/${kind}`, async (request) => {
      bodies.push(await request.json());
      return { status: 201, body };
    });
  }
  story = new Story('p1');
  await story.load();
}

beforeEach(() => telling());

it.each([
  ['shot', 'sh1', { scene_id: 'sc1', before: 'sh2' }],
  ['shot', 'sh2', { scene_id: 'sc1' }],
  ['shot', 'sc1', { scene_id: 'sc1' }],
  ['shot', 'ch1', { scene_id: 'sc2' }],
  ['shot', undefined, { scene_id: 'sc2' }],
  ['scene', 'sh1', { chapter_id: 'ch1', before: 'sc2' }],
  ['scene', 'ch2', { chapter_id: 'ch2' }],
  ['scene', undefined, { chapter_id: 'ch2' }],
  ['chapter', 'sh1', { before: 'ch2' }],
  ['chapter', undefined, {}],
] as const)('adds a %s near %s', async (kind, near, body) => {
  expect(await addNear(story, kind, story.find(near))).toBe('new');
  expect(bodies).toEqual([body]);
});

it('says what has to be there first', async () => {
  await telling([aChapter()]);
  expect([missing(story, 'scene'), missing(story, 'shot')]).toEqual([null, 'A shot needs a scene.']);
  await telling([]);
  expect([missing(story, 'chapter'), missing(story, 'scene')]).toEqual([null, 'A scene needs a chapter.']);
});
