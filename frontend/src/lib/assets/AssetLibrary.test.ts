// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { anOpenFilm, NoSizes } from '../../test/film';
import InFilm from '../../test/InFilm.svelte';
import { anAsset } from '../../test/records';
import AssetLibrary from './AssetLibrary.svelte';

beforeEach(() => vi.stubGlobal('ResizeObserver', NoSizes));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('shows what stands in the film of every kind, takes aside', async () => {
  const { film, backend } = await anOpenFilm();
  const kinds = ['locations', 'scripts', 'exports', 'renders'] as const;
  backend.on('GET /projects/p1/assets', { body: kinds.map((kind) => anAsset({ id: kind, asset_type: kind })) });
  await film.assets.load();
  render(InFilm, { film, shown: AssetLibrary });
  const headings = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
  expect(headings).toEqual(['Locations 1', 'Scripts 1', 'Exports 1']);
  expect(screen.getByText('3 assets')).toBeTruthy();
});
