import { beforeEach, expect, it } from 'vitest';

import { FakeBackend, problem } from '../../test/backend';
import { aSceneImpact, anImpact } from '../../test/crew';
import { Draft } from './draft.svelte';
import { alsoOf, changesAnything, costOf } from './words';

const FILE = new File(['INT. ROOM - DAY'], 'second.fountain');
const PREVIEW = 'POST /projects/p1/screenplay/preview';
const IMPORT = 'POST /projects/p1/screenplay';

let backend: FakeBackend;
let draft: Draft;

beforeEach(() => {
  backend = new FakeBackend().on(PREVIEW, { body: anImpact(), headers: { etag: '"1"' } });
  draft = new Draft('p1');
});

it('looks at a draft, and forgets it when it is refused', async () => {
  await draft.look(FILE);
  expect(draft.impact?.counts.unchanged).toBe(1);
  expect(draft.name).toBe('second.fountain');
  draft.drop();
  expect(draft.impact).toBeNull();
  expect(await draft.accept()).toBe(false);
  expect(backend.asked).toEqual([PREVIEW]);
});

it('takes in exactly what was looked at', async () => {
  const guards: (string | null)[] = [];
  backend.on(IMPORT, (request) => {
    guards.push(request.headers.get('if-match'));
    return { body: {} };
  });
  await draft.look(FILE);
  expect(await draft.accept()).toBe(true);
  expect(guards).toEqual(['"1"']);
  expect(draft.impact).toBeNull();
});

it('looks again at a film that changed meanwhile, and asks once more', async () => {
  backend.on(IMPORT, problem(412, 'screenplay_stale', 'The film was changed meanwhile; look at the impact again.'));
  await draft.look(FILE);
  expect(await draft.accept()).toBe(false);
  expect(draft.trouble).toBe('The film was changed meanwhile; look at the impact again.');
  expect(draft.impact).not.toBeNull();
  expect(backend.asked).toEqual([PREVIEW, IMPORT, PREVIEW]);
});

it('says what a draft does to a scene and what it costs', () => {
  const split = aSceneImpact({ moved: true, split_from: 'SC002', merged: ['SC004'] });
  expect(alsoOf(split)).toBe('moved · split from SC002 · takes in SC004');
  expect(costOf(aSceneImpact({ stale_takes: 2 }))).toBe('2 stale takes');
  expect(costOf(aSceneImpact({ status: 'omitted', takes: 1 }))).toBe('1 take kept');
  expect(costOf(aSceneImpact())).toBe('');
});

it('knows whether a draft changes anything', () => {
  expect(changesAnything(anImpact())).toBe(false);
  expect(changesAnything(anImpact({ counts: { changed: 1 } }))).toBe(true);
  expect(changesAnything(anImpact({ scenes: [aSceneImpact({ moved: true })] }))).toBe(true);
  expect(changesAnything(anImpact({ new_characters: ['Ada'] }))).toBe(true);
});
