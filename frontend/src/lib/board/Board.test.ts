// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { problem } from '../../test/backend';
import { anOpenFilm, NoSizes, PATIENCE } from '../../test/film';
import InFilm from '../../test/InFilm.svelte';
import { aChapter, aTake, aTask } from '../../test/records';
import Board from './Board.svelte';

const user = userEvent.setup();

beforeEach(() => vi.stubGlobal('ResizeObserver', NoSizes));
afterEach(cleanup);

it('shows each shot with its take, or that it has none', async () => {
  const { film } = await anOpenFilm({ takes: [aTake({ shot_id: 'sh1' })] });
  render(InFilm, { film, shown: Board });
  const [first, second] = document.querySelectorAll('[role="gridcell"][aria-selected]');
  expect(first?.querySelector('img')?.getAttribute('src')).toContain('/takes/t1/thumbnail');
  expect(second?.textContent).toContain('No take yet');
});

it('generates what is picked, once', async () => {
  const { film, backend } = await anOpenFilm();
  const asked: unknown[] = [];
  backend.on('POST /projects/p1/shoot', async (request) => {
    asked.push(await request.json());
    return { status: 201, body: [aTask({ shot_id: 'sh1' })] };
  });
  render(InFilm, { film, shown: Board });
  screen.getByRole('grid').focus();
  await user.keyboard('{ArrowRight}');
  await user.click(screen.getByText(/Generate 1 shot/));
  await vi.waitFor(() => expect(film.tasks.byShot.has('sh1')).toBe(true), PATIENCE);
  await user.click(screen.getByText(/Generate/));
  expect(asked).toMatchObject([{ what: 'named', shot_ids: ['sh1'] }]);
});

it('picks with Shift and an arrow, and opens the film again with Escape', async () => {
  const { film } = await anOpenFilm();
  render(InFilm, { film, shown: Board });
  screen.getByRole('grid').focus();
  await user.keyboard('{Home}{Shift>}{ArrowRight}{/Shift}');
  expect([...film.selection.shots]).toEqual(['sh1', 'sh2']);
  expect(screen.getByText(/Generate 2 shots/)).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(film.selection.current).toEqual({ kind: 'film' });
});

it('asks for the first scene where there is none', async () => {
  const { film } = await anOpenFilm({ chapters: [aChapter()] });
  render(InFilm, { film, shown: Board });
  expect(screen.getByRole('button', { name: 'Add a scene' })).toBeTruthy();
});

it('says why the story can’t be read', async () => {
  const { film, backend } = await anOpenFilm({ chapters: [] });
  backend.on('GET /projects/p1/story', problem(409, 'story_damaged', 'story.json is damaged.'));
  await film.story.load().catch(() => undefined);
  render(InFilm, { film, shown: Board });
  expect(screen.getByText('story.json is damaged.')).toBeTruthy();
});
