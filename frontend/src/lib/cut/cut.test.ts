import { beforeEach, expect, it, vi } from 'vitest';

import type { CutWish } from '$lib/api';

import { FakeBackend } from '../../test/backend';
import { aClip, aCut } from '../../test/cut';
import { Cut } from './cut.svelte';
import { without } from './editing';

const ADDRESS = '/projects/p1/cut';
const clips = ['a', 'b', 'c'].map((id, at) => aClip({ id, at: at * 24 }));

let cut: Cut;
let sent: { tag: string | null; ids: string[] }[];

beforeEach(async () => {
  sent = [];
  let now = aCut({ clips });
  const told = () => ({ body: now, headers: { etag: `"${sent.length + 1}"` } });
  new FakeBackend().on(`GET ${ADDRESS}`, told).on(`PUT ${ADDRESS}`, async (request) => {
    const ids = ((await request.json()) as CutWish).clips.map(({ id }) => id ?? '');
    sent.push({ tag: request.headers.get('if-match'), ids });
    now = aCut({ edited: true, clips: clips.filter(({ id }) => ids.includes(id)) });
    return told();
  });
  cut = new Cut('p1');
  await cut.open();
});

const shown = () => cut.clips.map(({ id }) => id).join('');

it('keeps an edit that is made while the cut is read again', async () => {
  const looked = cut.load();
  cut.edit((timeline) => without(timeline, 'a'));
  await looked;
  expect(shown()).toBe('bc');
  await vi.waitFor(() => expect(sent).toEqual([{ tag: '"1"', ids: ['b', 'c'] }]));
});

it('keeps every one of many edits, each told of while the next is made', async () => {
  cut.edit((timeline) => without(timeline, 'a'));
  cut.changed();
  await vi.waitFor(() => expect(sent.length).toBe(1));
  cut.edit((timeline) => without(timeline, 'b'));
  cut.changed();
  await vi.waitFor(() => expect(sent.at(-1)).toEqual({ tag: '"2"', ids: ['c'] }));
  expect(shown()).toBe('c');
});
