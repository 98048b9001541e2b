// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { Checked } from '$lib/api';

import { problem } from '../../test/backend';
import { anOpenFilm, NoSizes, PATIENCE } from '../../test/film';
import { anIngredient } from '../../test/ingredient';
import InFilm from '../../test/InFilm.svelte';
import { aTake } from '../../test/records';
import MadeWith from './MadeWith.svelte';

const ROUTE = 'GET /projects/p1/lock';
const SHA = 'ab'.repeat(32);
const HERE = anIngredient();
const MISSING = anIngredient({
  kind: 'model',
  name: 'ferry-xl',
  version: null,
  sha256: SHA,
  pipeline: 'diffusers',
  takes: 12,
  state: 'missing',
  detail: 'Copy it to Library/AI_Models.',
});

beforeEach(() => vi.stubGlobal('ResizeObserver', NoSizes));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function shown(ingredients: Checked[] | 'away') {
  const { film, backend } = await anOpenFilm({ takes: [aTake()] });
  const refused = problem(503, 'redis_unavailable', 'Redis does not answer.');
  backend.on(ROUTE, ingredients === 'away' ? refused : { body: { complete: true, ingredients } });
  film.connection.state = 'live';
  render(InFilm, { film, shown: MadeWith });
  return { film, backend };
}

it('says that it looks, and then that everything is here', async () => {
  await shown([HERE]);
  expect(screen.getByText('Reading what the takes were made with…')).toBeTruthy();
  expect(await screen.findByText('Everything is here', {}, PATIENCE)).toBeTruthy();
  const row = within(screen.getByRole('region', { name: 'Here' })).getByRole('row', { name: /storyboard/ });
  expect(row.textContent).toMatch(/Pipeline.*1\.0/s);
});

it('begins with what is missing, and what to do about it', async () => {
  await shown([HERE, MISSING]);
  expect(await screen.findByText('1 thing missing here', {}, PATIENCE)).toBeTruthy();
  const [first, second] = screen.getAllByRole('heading', { level: 3 });
  expect([first?.textContent, second?.textContent].map((text) => text?.trim())).toEqual(['Missing here 1', 'Here 1']);
  const row = screen.getByRole('row', { name: /ferry-xl/ });
  expect(row.textContent).toMatch(/Copy it to Library\/AI_Models\..*Model.*abababababab.*12/s);
  expect(within(row).getByRole('button', { name: 'Copy the hash of ferry-xl' })).toBeTruthy();
});

it('says what it is for where nothing was made yet', async () => {
  await shown([]);
  expect(await screen.findByText('Nothing was made yet', {}, PATIENCE)).toBeTruthy();
});

it('says why it can’t be read, and looks again when asked', async () => {
  const { backend } = await shown('away');
  expect(await screen.findByText(/can’t be read: Redis does not answer\./, {}, PATIENCE)).toBeTruthy();
  backend.on(ROUTE, { body: { complete: true, ingredients: [HERE] } });
  await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
  expect(await screen.findByText('Everything is here', {}, PATIENCE)).toBeTruthy();
  expect(screen.queryByText(/can’t be read/)).toBeNull();
});

it('looks again by itself when a runner brings another pipeline', async () => {
  const { film, backend } = await shown([MISSING]);
  await screen.findByText('1 thing missing here', {}, PATIENCE);
  backend.on(ROUTE, { body: { complete: true, ingredients: [HERE] } });
  film.functions.all = [];
  expect(await screen.findByText('Everything is here', {}, PATIENCE)).toBeTruthy();
});
