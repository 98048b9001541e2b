import { beforeEach, describe, expect, it } from 'vitest';

import { FakeBackend, problem } from '../../test/backend';
import { aChapter, aShot, aStory } from '../../test/records';
import { Story } from './story.svelte';
import { patched } from './tree';

let backend: FakeBackend;
let story: Story;

function tells(chapters = aStory()): void {
  backend.on('GET /projects/p1/story', { body: { chapters } });
}

beforeEach(async () => {
  backend = new FakeBackend();
  story = new Story('p1');
  tells();
  await story.load();
});

function action(): string | undefined {
  return story.shot('sh1')?.action;
}

it('is loaded, and looked at once for many who ask', async () => {
  expect(story.loaded).toBe(true);
  expect(story.scene('sc2')?.slug).toBe('INT. SALOON');
  expect(story.shot('sc2')).toBeUndefined();
  await Promise.all([story.load(), story.load(), story.load()]);
  expect(backend.asked).toHaveLength(2);
});

it('says why it can’t be read, and keeps what it had', async () => {
  backend.on('GET /projects/p1/story', problem(409, 'story_damaged', 'story.json is damaged.'));
  await expect(story.load()).rejects.toThrow('damaged');
  expect(story.trouble).toBe('story.json is damaged.');
  expect(story.chapters).toHaveLength(2);
});

describe('a written field', () => {
  it('shows at once and carries the tag of what it changes', async () => {
    let tag: string | null = null;
    backend.on('PATCH /projects/p1/shots/sh1', (request) => {
      tag = request.headers.get('if-match');
      return { body: aShot({ action: 'Fog', etag: '"2"' }) };
    });
    const done = story.write('sh1', 'action', 'Fog', 'Lamps');
    expect(action()).toBe('Fog');
    await done;
    expect([action(), tag, story.shot('sh1')?.etag]).toEqual(['Fog', '"sh1"', '"2"']);
  });

  it('is taken back when it is refused', async () => {
    backend.on('PATCH /projects/p1/shots/sh1', problem(422, 'invalid', 'Too long.'));
    await expect(story.write('sh1', 'action', 'Fog', 'Lamps')).rejects.toThrow('Too long.');
    expect(action()).toBe('Lamps');
  });

  it('follows another change of the same element that did not touch it', async () => {
    let asked = 0;
    backend.on('PATCH /projects/p1/shots/sh1', () => {
      asked += 1;
      return asked === 1
        ? problem(412, 'story_stale', 'Changed elsewhere.')
        : { body: aShot({ action: 'Fog', chosen_take: 't1', etag: '"3"' }) };
    });
    tells(patched(aStory(), 'sh1', { chosen_take: 't1', etag: '"2"' }));
    await story.write('sh1', 'action', 'Fog', 'Lamps');
    expect([action(), story.shot('sh1')?.chosen_take, asked, story.conflict]).toEqual(['Fog', 't1', 2, null]);
  });

  it('is a conflict when someone else wrote it meanwhile, and can still be kept', async () => {
    backend.on('PATCH /projects/p1/shots/sh1', problem(412, 'story_stale', 'Changed elsewhere.'));
    tells(patched(aStory(), 'sh1', { action: 'Snow', etag: '"2"' }));
    await story.write('sh1', 'action', 'Fog', 'Lamps');
    expect(action()).toBe('Snow');
    expect(story.conflict).toMatchObject({ id: 'sh1', field: 'action', mine: 'Fog', theirs: 'Snow' });
    backend.on('PATCH /projects/p1/shots/sh1', { body: aShot({ action: 'Fog', etag: '"3"' }) });
    await story.keepMine();
    expect([action(), story.conflict]).toEqual(['Fog', null]);
  });

  it('is refused for what is gone', async () => {
    await expect(story.write('nobody', 'name', 'Fog', '')).rejects.toThrow('deleted');
  });
});

it('adds an element where it was asked for, once, though its event came first', async () => {
  backend.on('POST /projects/p1/shots', { status: 201, body: aShot({ id: 'new', code: 'SH015' }) });
  await story.addShot('sc1', 'sh2');
  expect(story.scene('sc1')?.shots.map(({ code }) => code)).toEqual(['SH010', 'SH015', 'SH020']);
  await story.addShot('sc1', 'sh2');
  expect(story.scene('sc1')?.shots).toHaveLength(3);
});

it('moves at once, and back when that is refused', async () => {
  backend.on('POST /projects/p1/story/move', problem(409, 'sibling_gone', 'It is not there any more.'));
  const asked = story.move({ id: 'ch2', before: 'ch1' });
  expect(story.chapters[0]?.id).toBe('ch2');
  await expect(asked).rejects.toThrow('not there');
  expect(story.chapters[0]?.id).toBe('ch1');
});

it('takes the answer to a move for the story', async () => {
  backend.on('POST /projects/p1/story/move', { body: { chapters: [aChapter({ id: 'only' })] } });
  await story.move({ id: 'ch2', before: 'ch1' });
  expect(story.chapters.map(({ id }) => id)).toEqual(['only']);
});

it('deletes with all below', async () => {
  backend.on('DELETE /projects/p1/scenes/sc1', { status: 204 });
  const asked = story.remove('sc1');
  expect(story.find('sh1')).toBeUndefined();
  await asked;
  expect(story.find('sc1')).toBeUndefined();
  expect(story.find('sh3')).toBeDefined();
});
