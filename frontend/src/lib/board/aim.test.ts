import { beforeEach, describe, expect, it } from 'vitest';

import type { Task } from '$lib/api';
import { Selection } from '$lib/film/selection.svelte';
import { Story } from '$lib/story/story.svelte';
import { Takes } from '$lib/takes/takes.svelte';
import { Tasks } from '$lib/tasks/tasks.svelte';

import { FakeBackend } from '../../test/backend';
import { aStory, aTake, aTask } from '../../test/records';
import { aim, expected } from './aim';

const film = { story: new Story('p1'), takes: new Takes('p1'), tasks: new Tasks('p1'), selection: new Selection() };

async function standing(takenShots: string[], tasks: Task[] = []): Promise<void> {
  new FakeBackend()
    .on('GET /projects/p1/story', { body: { chapters: aStory() } })
    .on('GET /projects/p1/takes', { body: takenShots.map((shot_id) => aTake({ id: `of-${shot_id}`, shot_id })) })
    .on('GET /projects/p1/tasks', { body: tasks });
  Object.assign(film, { takes: new Takes('p1'), tasks: new Tasks('p1'), selection: new Selection() });
  await Promise.all([film.story.load(), film.takes.load(), film.tasks.load()]);
}

function aimed(): string[] {
  return aim(film).map(({ node }) => node.id);
}

describe('what is generated', () => {
  beforeEach(() => standing(['sh1']));

  it('is what has no take yet, of the film, the chapter or the scene', () => {
    expect(aimed()).toEqual(['sh2', 'sh3']);
    film.selection.choose({ kind: 'chapter', id: 'ch2' });
    expect(aimed()).toEqual([]);
    film.selection.choose({ kind: 'scene', id: 'sc2' });
    expect(aimed()).toEqual(['sh3']);
  });

  it('is what is picked, with a take or without', () => {
    film.selection.pick(['sh1', 'sh3'], 'sh3');
    expect(aimed()).toEqual(['sh1', 'sh3']);
  });

  it('is nothing that is being made', async () => {
    await standing(
      [],
      [aTask({ shot_id: 'sh2', status: 'processing' }), aTask({ id: 't2', shot_id: 'sh3', status: 'failed' })],
    );
    expect(aimed()).toEqual(['sh1', 'sh3']);
  });
});

describe('the time it takes', () => {
  const takes = [2, 9, 4].map((duration) => aTake({ duration, shot_id: 'sh1', quality_preset: 'draft' }));

  it('is told by the middle of what such takes took', () => expect(expected(takes, 'draft', 3)).toBe(12));
  it('is not told where none was made yet', () => expect(expected(takes, 'premium', 3)).toBeNull());
});
