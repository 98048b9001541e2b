// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';

import { anOpenFilm } from '../../test/film';
import InFilm from '../../test/InFilm.svelte';
import { aTask } from '../../test/records';
import WorkList from './WorkList.svelte';

afterEach(cleanup);

it('shows the next of many that wait, and more of them as asked', async () => {
  const tasks = Array.from({ length: 60 }, (_, at) => aTask({ id: `t${at}` }));
  const { film } = await anOpenFilm({ tasks });
  const { container } = render(InFilm, { film, shown: WorkList });
  const waiting = () => container.querySelectorAll('[data-task-status=pending]').length;
  expect(waiting()).toBe(50);
  expect(screen.getByText('10 more wait')).toBeTruthy();
  await fireEvent.click(screen.getByText('Show 10 more'));
  expect(waiting()).toBe(60);
  expect(screen.queryByText(/more wait/)).toBeNull();
});

it('cancels all that wait, once asked again', async () => {
  const tasks = [aTask({ id: 't1' }), aTask({ id: 't2' }), aTask({ id: 't3', status: 'processing' })];
  const { film, backend } = await anOpenFilm({ tasks });
  const wishes: unknown[] = [];
  backend.on('POST /tasks/cancel', async (request) => {
    wishes.push(await request.json());
    return { body: [aTask({ id: 't1', status: 'cancelled' }), aTask({ id: 't2', status: 'cancelled' })] };
  });
  render(InFilm, { film, shown: WorkList });
  await fireEvent.click(screen.getByText('Cancel all'));
  expect(wishes).toEqual([]);
  await fireEvent.click(await screen.findByText('Cancel 2 tasks'));
  await waitFor(() => expect(film.tasks.waiting).toEqual([]));
  expect(wishes).toEqual([{ project_id: 'p1', status: 'pending' }]);
  expect(film.tasks.running).toHaveLength(1);
  await waitFor(() => expect(screen.queryByText('Cancel what waits?')).toBeNull());
});
