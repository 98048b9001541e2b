// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { problem } from '../../../test/backend';
import { anOpenFilm, NoSizes, PATIENCE } from '../../../test/film';
import InFilm from '../../../test/InFilm.svelte';
import { aScene, aShot } from '../../../test/records';
import StoryTree from './StoryTree.svelte';

const user = userEvent.setup();

beforeEach(() => vi.stubGlobal('ResizeObserver', NoSizes));
afterEach(cleanup);

async function shown(told: Parameters<typeof anOpenFilm>[0] = {}) {
  const open = await anOpenFilm(told);
  render(InFilm, { film: open.film, shown: StoryTree });
  return open;
}

/** Asked by role, jsdom takes seconds for them. */
function items(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[role="treeitem"]')];
}

function names(): string[] {
  return items().map((item) => item.textContent.trim().replace(/\s+/g, ' '));
}

it('tells each element with its place in the tree', async () => {
  await shown();
  expect(names().slice(0, 4)).toEqual(['The Last Ferry', 'CH01 Departure 2', 'SC001 EXT. HARBOUR 2', 'SH010 Lamps']);
  const scene = items()[2];
  const place = ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded'].map((name) =>
    scene?.getAttribute(name),
  );
  expect(place).toEqual(['3', '1', '2', 'true']);
});

it('renames in place, and keeps the name on Escape', async () => {
  const { film, backend } = await shown();
  backend.on('PATCH /projects/p1/scenes/sc1', { body: aScene({ slug: 'EXT. PIER' }) });
  screen.getByRole('tree').focus();
  film.selection.choose({ kind: 'scene', id: 'sc1' });
  await user.keyboard('{F2}');
  await user.keyboard('EXT. PIER{Escape}');
  expect(film.story.scene('sc1')?.slug).toBe('EXT. HARBOUR');
  await user.keyboard('{Enter}');
  await user.keyboard('EXT. PIER{Enter}');
  await vi.waitFor(() => expect(film.story.scene('sc1')?.slug).toBe('EXT. PIER'), PATIENCE);
});

it('moves a shot with Alt and an arrow, at once', async () => {
  const { film, backend } = await shown();
  backend.on('POST /projects/p1/story/move', problem(409, 'sibling_gone', 'It is not there any more.'));
  screen.getByRole('tree').focus();
  film.selection.choose({ kind: 'shot', id: 'sh2' });
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
  expect(backend.asked).toContain('POST /projects/p1/story/move');
  await vi.waitFor(() => expect(film.story.scene('sc1')?.shots[0]?.id).toBe('sh1'), PATIENCE);
});

it('asks before deleting, and says that the takes stay', async () => {
  const { film, backend } = await shown({ takes: [] });
  backend.on('DELETE /projects/p1/shots/sh1', { status: 204 });
  screen.getByRole('tree').focus();
  film.selection.choose({ kind: 'shot', id: 'sh1' });
  await user.keyboard('{Delete}');
  await user.click(await screen.findByText('Delete shot', {}, PATIENCE));
  expect(film.story.find('sh1')).toBeUndefined();
  expect(film.selection.current).toEqual({ kind: 'scene', id: 'sc1' });
});

it('says what to do in a film without chapters', async () => {
  await shown({ chapters: [] });
  expect(screen.getByText(/No chapters yet/)).toBeTruthy();
});

it('shows but a screenful of a long film', async () => {
  const shots = Array.from({ length: 5000 }, (_, at) => aShot({ id: `s${at}`, action: `Shot ${at}` }));
  const { film } = await shown({
    chapters: [{ id: 'c', code: 'CH01', name: '', synopsis: '', etag: '', scenes: [aScene({ shots })] }],
  });
  film.selection.choose({ kind: 'shot', id: 's9' });
  expect(items().length).toBeLessThan(60);
});
