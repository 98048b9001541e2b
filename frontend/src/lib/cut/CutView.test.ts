// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { CutWish } from '$lib/api';

import { type FakeBackend, problem } from '../../test/backend';
import { aCut } from '../../test/cut';
import { anOpenFilm, NoSizes, PATIENCE } from '../../test/film';
import InFilm from '../../test/InFilm.svelte';
import { anAsset } from '../../test/records';
import CutView from './CutView.svelte';

const user = userEvent.setup();
const CUT = '/projects/p1/cut';

beforeEach(() => vi.stubGlobal('ResizeObserver', NoSizes));
afterEach(cleanup);

async function shown(answer: Parameters<FakeBackend['on']>[1]) {
  const { film, backend } = await anOpenFilm();
  backend.on(`GET ${CUT}`, answer);
  film.connection.state = 'live';
  render(InFilm, { film, shown: CutView });
  await vi.waitFor(() => expect(film.cut.loaded).toBe(true), PATIENCE);
  return { film, backend };
}

const tagged = (cut = aCut(), etag = '"1"') => ({ body: cut, headers: { etag } });

it('shows the cut that the story tells', async () => {
  await shown(tagged());
  expect(screen.getByText('2 clips · 2 s · follows the story')).toBeTruthy();
  expect(document.querySelectorAll('[data-clip]').length).toBe(2);
  expect(screen.getByLabelText('Playhead').textContent).toBe('00:00:00:00');
});

it('goes from clip to clip by the arrows, with what is said', async () => {
  await shown(tagged());
  await user.keyboard('{ArrowDown}');
  expect(screen.getByLabelText('Playhead').textContent).toBe('00:00:01:00');
  expect(screen.getByText('Where is he?')).toBeTruthy();
});

it('writes an edit under the version that was seen', async () => {
  const { film, backend } = await shown(tagged());
  const sent: [string | null, unknown][] = [];
  backend.on(`PUT ${CUT}`, async (request) => {
    sent.push([request.headers.get('if-match'), await request.json()]);
    return tagged(aCut({ edited: true, clips: aCut().clips.slice(1), frames: 24 }), '"2"');
  });
  await user.keyboard('{Delete}');
  await vi.waitFor(() => expect(film.cut.edited).toBe(true), PATIENCE);
  expect(sent).toMatchObject([['"1"', { clips: [{ id: 'c2', shot_id: 'sh2' }] }]]);
  expect(film.cut.canUndo).toBe(true);
});

it('takes a refused edit back and shows what is there now', async () => {
  const { film, backend } = await shown(tagged());
  backend.on(`PUT ${CUT}`, problem(412, 'cut_stale', 'The cut was changed elsewhere; load it again.'));
  backend.on(`GET ${CUT}`, tagged(aCut({ edited: true }), '"9"'));
  await user.keyboard('{Delete}');
  await vi.waitFor(() => expect(film.cut.edited).toBe(true), PATIENCE);
  expect(film.cut.clips.length).toBe(2);
});

it('says what to do while there is nothing to cut', async () => {
  await shown(tagged(aCut({ clips: [], frames: 0 })));
  expect(screen.getByText('Nothing to cut yet')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Go to the board' })).toBeTruthy();
});

it('says why the cut can’t be read, and tries again', async () => {
  const { film, backend } = await shown(problem(409, 'cut_damaged', 'cut.json is damaged; restore it from Git.'));
  expect(screen.getByText('cut.json is damaged; restore it from Git.')).toBeTruthy();
  expect(screen.queryByText(/follows the story/)).toBeNull();
  backend.on(`GET ${CUT}`, tagged());
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(film.cut.clips.length).toBe(2), PATIENCE);
});

async function edits() {
  const { film, backend } = await shown(tagged());
  const sent: CutWish[] = [];
  backend.on(`PUT ${CUT}`, async (request) => {
    sent.push((await request.json()) as CutWish);
    return tagged(aCut({ edited: true }), '"2"');
  });
  return { film, sent };
}

it('puts a card with what is said before the clip at the playhead', async () => {
  const { film, sent } = await edits();
  await user.keyboard('{ArrowDown}');
  await user.click(screen.getByRole('button', { name: 'Card before this clip…' }));
  const add = screen.getByRole('button', { name: 'Add the card' });
  expect(add).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Take what is said in the shot' }));
  await user.click(add);
  await vi.waitFor(() => expect(film.cut.edited).toBe(true), PATIENCE);
  const [wish] = sent;
  expect(wish?.clips.map(({ kind, text }) => [kind, text])).toEqual([
    ['shot', ''],
    ['card', 'Where is he?'],
    ['shot', ''],
  ]);
});

it('adds a sound of the film at the playhead, and says what to do where there is none', async () => {
  const { film, sent } = await edits();
  await user.keyboard('{ArrowDown}');
  await user.click(screen.getByRole('button', { name: 'Music…' }));
  expect(screen.getByText('Drop a sound on this page first.')).toBeTruthy();
  film.assets.put(anAsset({ id: 'm1', asset_type: 'music', name: 'theme.wav', metadata: { duration: 60 } }));
  expect(await screen.findByText('From 00:00:01:00 on, where the playhead stands.', {}, PATIENCE)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Add the sound' }));
  await vi.waitFor(() => expect(sent[0]?.music).toMatchObject([{ asset_id: 'm1', at: 24, frames: null }]), PATIENCE);
  expect(screen.queryByRole('dialog')).toBeNull();
});
