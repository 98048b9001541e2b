import { expect, it } from 'vitest';

import type { Take, Task } from '$lib/api';
import { Takes } from '$lib/takes/takes.svelte';
import { Tasks } from '$lib/tasks/tasks.svelte';

import { FakeBackend } from '../../test/backend';
import { aShot, aTake, aTask } from '../../test/records';
import { shotState } from './state';

const NEW = '2026-11-21T13:00:00Z';
const TAKES = [aTake({ shot_id: 'sh1' }), aTake({ id: 't2', shot_id: 'sh1', created: NEW })];

async function standing(takes: Take[], tasks: Task[] = [], chosen_take: string | null = null) {
  const film = { takes: new Takes('p1'), tasks: new Tasks('p1') };
  new FakeBackend().on('GET /projects/p1/takes', { body: takes }).on('GET /projects/p1/tasks', { body: tasks });
  await Promise.all([film.takes.load(), film.tasks.load()]);
  return shotState(aShot({ chosen_take }), film);
}

it('shows the chosen take, else the newest', async () => {
  expect(await standing(TAKES)).toMatchObject({ shown: { id: 't2' }, dot: null, label: 'No take is chosen' });
  expect(await standing(TAKES, [], 't1')).toMatchObject({ shown: { id: 't1' }, dot: 'done' });
  expect(await standing([])).toMatchObject({ shown: undefined, label: 'No take yet' });
});

it.each([
  ['processing', 'running'],
  ['pending', 'waiting'],
  ['failed', 'failed'],
  ['completed', 'done'],
  ['cancelled', 'done'],
] as const)('with a newest task that is %s is %s', async (status, dot) => {
  expect((await standing(TAKES, [aTask({ shot_id: 'sh1', status })], 't1')).dot).toBe(dot);
});
