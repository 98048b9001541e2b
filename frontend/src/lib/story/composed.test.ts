// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';

import { anOpenFilm } from '../../test/film';
import { anAsset } from '../../test/records';
import { Composed } from './composed.svelte';
import type { FoundShot } from './tree';

const ADDRESS = 'GET /projects/p1/shots/sh1/prompt';
let opened: Awaited<ReturnType<typeof anOpenFilm>>;
let composed: Composed;

beforeEach(async () => {
  opened = await anOpenFilm();
  composed = new Composed();
});

function shot(): FoundShot {
  return opened.film.story.find('sh1') as FoundShot;
}

it('asks once for each version of the words', async () => {
  const { film, backend } = opened;
  backend.on(ADDRESS, { body: { prompt: 'A ferry. dread mood', location: null } });
  await composed.ask(film, shot());
  await composed.ask(film, shot());
  expect(composed.text).toBe('A ferry. dread mood');
  expect(backend.asked.filter((asked) => asked === ADDRESS).length).toBe(1);
  const { parent, ...found } = shot();
  backend.on(ADDRESS, { body: { prompt: 'A ferry. joy mood', location: null } });
  await composed.ask(film, { ...found, parent: { ...parent, etag: 'newer' } });
  expect(composed.text).toBe('A ferry. joy mood');
});

it('asks again when a picture of a place comes, and knows which is this one’s', async () => {
  const { film, backend } = opened;
  backend.on(ADDRESS, { body: { prompt: 'A ferry', location: null } });
  await composed.ask(film, shot());
  expect(composed.location).toBeNull();
  const harbour = anAsset({ id: 'a9', asset_type: 'locations', name: 'harbour.png' });
  film.assets.put(harbour);
  backend.on(ADDRESS, { body: { prompt: 'A ferry', location: harbour } });
  await composed.ask(film, shot());
  expect(composed.location?.name).toBe('harbour.png');
});

it('says nothing where the studio can’t', async () => {
  opened.backend.on(ADDRESS, { status: 503 });
  await composed.ask(opened.film, shot());
  expect(composed.text).toBe('');
});
