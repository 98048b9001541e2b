// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { aSceneImpact, anImpact } from '../../test/crew';
import { anOpenFilm, PATIENCE } from '../../test/film';
import InFilm from '../../test/InFilm.svelte';
import ImportDraft from './ImportDraft.svelte';

const user = userEvent.setup();
afterEach(cleanup);

const CHANGED = aSceneImpact({
  status: 'changed',
  stale_takes: 1,
  diff: [
    { change: 'removed', text: 'A ferry.' },
    { change: 'added', text: 'A trawler.' },
  ],
});

it('shows what a draft does before anything is done, and does it when it is accepted', async () => {
  const { film, backend } = await anOpenFilm();
  const impact = anImpact({ counts: { changed: 1 }, scenes: [CHANGED] });
  backend
    .on('POST /projects/p1/screenplay/preview', { body: impact, headers: { etag: '"1"' } })
    .on('POST /projects/p1/screenplay', { body: {} });
  render(InFilm, { film, shown: ImportDraft });
  await user.upload(screen.getByLabelText('Draft of the screenplay'), new File(['x'], 'second.fountain'));
  expect(await screen.findByText('Import second.fountain?', {}, PATIENCE)).toBeTruthy();
  expect(screen.getByText('A ferry.').tagName).toBe('DEL');
  expect(screen.getByText('A trawler.').tagName).toBe('INS');
  expect(screen.getByText('1 stale take')).toBeTruthy();
  expect(backend.asked).not.toContain('POST /projects/p1/screenplay');
  await user.click(screen.getByText('Accept this draft'));
  await vi.waitFor(() => expect(screen.queryByText('Import second.fountain?')).toBeNull(), PATIENCE);
  expect(backend.asked).toContain('POST /projects/p1/screenplay');
});
