// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { anOpenFilm, NoSizes } from '../../../test/film';
import InFilm from '../../../test/InFilm.svelte';
import { aTake, aTask } from '../../../test/records';
import TakesView from './TakesView.svelte';

const user = userEvent.setup();
const TAKES = [1, 2, 3].map((take_number) =>
  aTake({ id: `t${take_number}`, shot_id: 'sh1', take_number, created: `2026-11-21T12:0${take_number}:00Z` }),
);

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', NoSizes);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function show(takes = TAKES, tasks: unknown[] = []) {
  const { film, backend } = await anOpenFilm({ takes, tasks });
  film.selection.choose({ kind: 'shot', id: 'sh1' });
  render(InFilm, { film, shown: TakesView });
  return { film, backend };
}

function frames(): (string | undefined)[] {
  const group = screen.getByRole('group', { name: 'Takes' });
  return [...group.querySelectorAll('button')].map((frame) => frame.textContent.trim().replace(/\s+/g, ' '));
}

it('shows the takes of the selected shot, the newest first', async () => {
  await show();
  expect(frames()).toEqual(['Take 3', 'Take 2', 'Take 1']);
});

it('puts few of many takes on the page, and brings the one looked at into sight', async () => {
  const many = Array.from({ length: 1000 }, (_, at) => aTake({ id: `t${at}`, shot_id: 'sh1', take_number: at }));
  const { film } = await show(many);
  expect(frames().length).toBeLessThan(30);
  film.selection.choose({ kind: 'take', id: 't500' });
  await tick();
  await fireEvent.scroll(screen.getByRole('group', { name: 'Takes' }));
  expect(frames()).toContain('Take 500');
  expect(frames().length).toBeLessThan(30);
});

it('goes from take to take by the arrows', async () => {
  const { film } = await show();
  await user.keyboard('{ArrowRight}');
  expect(film.selection.current).toEqual({ kind: 'take', id: 't2' });
});

it('compares two, each with its name and what can be done with it', async () => {
  await show();
  await user.keyboard('c');
  expect(screen.getByRole('slider', { name: 'Wipe between Take 2 and Take 3' })).toBeTruthy();
  expect(screen.getAllByRole('button', { name: 'Choose' })).toHaveLength(2);
  await user.keyboard('c');
  expect(screen.queryByRole('slider')).toBeNull();
});

it('shows what is being made before what there is', async () => {
  const task = aTask({
    shot_id: 'sh1',
    status: 'processing',
    progress: 40,
    step: { current: 4, total: 10, description: 'Tone' },
  });
  await show(TAKES, [task]);
  expect(frames()[0]).toBe('4 of 10');
});

it('says that the first take is on its way', async () => {
  await show([], [aTask({ shot_id: 'sh1', status: 'processing', progress: 40 })]);
  expect(screen.getByText('The first take is being made.')).toBeTruthy();
});

it('offers the first take of a shot that has none', async () => {
  await show([]);
  expect(screen.getByText(/SH010 has no take yet/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Generate' })).toBeTruthy();
});

it('says which shot each take is of where takes of several stand', async () => {
  const { film } = await anOpenFilm({ takes: [TAKES[0], aTake({ id: 't4', shot_id: 'sh3', take_number: 1 })] });
  render(InFilm, { film, shown: TakesView });
  expect(frames().toSorted()).toEqual(['SC001 · SH010 Take 1', 'SC002 · SH010 Take 1']);
});
