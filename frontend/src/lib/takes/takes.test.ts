import { beforeEach, expect, it, vi } from 'vitest';

import { Story } from '$lib/story/story.svelte';

import { FakeBackend, problem } from '../../test/backend';
import { aStory, aTake } from '../../test/records';
import { ALL, UNASSIGNED, within } from './scope';
import { Takes } from './takes.svelte';

const OLD = aTake({ shot_id: 'sh1' });
const NEW = aTake({ id: 't2', shot_id: 'sh1', created: '2026-11-21T13:00:00Z' });
const STRAY = aTake({ id: 't3' });
const LEFT = aTake({ id: 't4', shot_id: 'deleted' });

let backend: FakeBackend;
let takes: Takes;

beforeEach(async () => {
  backend = new FakeBackend().on('GET /projects/p1/takes', { body: [OLD, NEW, STRAY, LEFT] });
  takes = new Takes('p1');
  await takes.load();
});

function ids(found: readonly { id: string }[]): string[] {
  return found.map(({ id }) => id);
}

it('are found by shot, newest first; those of no shot that there is, by themselves', async () => {
  backend.on('GET /projects/p1/story', { body: { chapters: aStory() } });
  const story = new Story('p1');
  await story.load();
  expect(ids(within('sh1', takes, story))).toEqual(['t2', 't1']);
  expect(ids(within(UNASSIGNED, takes, story)).sort()).toEqual(['t3', 't4']);
  expect(within(ALL, takes, story)).toHaveLength(4);
  expect(within('sh2', takes, story)).toEqual([]);
});

it('are rated at once', async () => {
  backend.on('PATCH /takes/t1', { body: { ...OLD, rating: 4 } });
  const done = takes.change('t1', { rating: 4 });
  expect(takes.get('t1')?.rating).toBe(4);
  await done;
  expect(takes.get('t1')?.rating).toBe(4);
});

it('are as before when that is refused', async () => {
  backend.on('PATCH /takes/t1', problem(409, 'film_read_only', 'The film is read-only.'));
  await expect(takes.change('t1', { rating: 4 })).rejects.toThrow('read-only');
  expect(takes.get('t1')?.rating).toBeNull();
});

it('go when they are deleted, here or elsewhere', async () => {
  backend.on('DELETE /takes/t1', { status: 204 });
  await takes.remove('t1');
  expect(takes.get('t1')).toBeUndefined();
  backend.on('GET /projects/p1/takes', { body: [STRAY, LEFT] });
  takes.changed('t2', 'sh1');
  await vi.waitFor(() => expect(takes.get('t2')).toBeUndefined());
});

it('are as somebody else has rated them', async () => {
  backend.on('GET /projects/p1/takes', { body: [{ ...OLD, rating: 3 }] });
  takes.changed('t1', 'sh1');
  await vi.waitFor(() => expect(takes.get('t1')?.rating).toBe(3));
});

it('stay as they are while nobody answers', async () => {
  backend.on('GET /projects/p1/takes', problem(503, 'redis_away', 'Redis is away.'));
  takes.changed('t1', 'sh1');
  await vi.waitFor(() => expect(backend.asked).toHaveLength(2));
  expect(takes.get('t1')).toEqual(OLD);
});
