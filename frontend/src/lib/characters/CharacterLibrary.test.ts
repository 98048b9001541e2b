// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { anOpenFilm, NoSizes } from '../../test/film';
import InFilm from '../../test/InFilm.svelte';
import { aCharacter } from '../../test/records';
import CharacterLibrary from './CharacterLibrary.svelte';

const PEOPLE = [aCharacter(), aCharacter({ assetId: 'c2', name: 'Otto', triggerWord: 'otto' })];

beforeEach(() => vi.stubGlobal('ResizeObserver', NoSizes));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function shown(people: unknown[] | 'on their way') {
  const { film, backend } = await anOpenFilm();
  backend.on('GET /projects/p1/characters', { body: people });
  if (people !== 'on their way') await film.characters.load();
  render(InFilm, { film, shown: CharacterLibrary });
}

it('says that the characters are being read', async () => {
  await shown('on their way');
  expect(screen.getByText('Reading the characters…')).toBeTruthy();
  expect(screen.queryByText('No characters yet')).toBeNull();
});

it('says what a character is for where there is none', async () => {
  await shown([]);
  expect(screen.getByText('No characters yet')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'New Character' })).toBeTruthy();
});

it('finds them by name and trigger word, and says when it finds none', async () => {
  await shown(PEOPLE);
  const search = screen.getByRole('searchbox', { name: 'Find a character' });
  await userEvent.type(search, 'mara_q');
  expect(screen.queryByRole('link', { name: /Otto/ })).toBeNull();
  expect(screen.getByRole('link', { name: /Mara Quinn/ })).toBeTruthy();
  await userEvent.clear(search);
  await userEvent.type(search, 'nobody');
  expect(screen.getByText(/No character has “nobody”/)).toBeTruthy();
});
