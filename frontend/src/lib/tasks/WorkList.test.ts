// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
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
