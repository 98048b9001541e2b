// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { anOpenFilm, PATIENCE } from '../../../test/film';
import InFilm from '../../../test/InFilm.svelte';
import { aShot } from '../../../test/records';
import ConflictDialog from './ConflictDialog.svelte';

const user = userEvent.setup();
afterEach(cleanup);

it('shows both versions, and puts one’s own in place when told to', async () => {
  const { film, backend } = await anOpenFilm();
  backend.on('PATCH /projects/p1/shots/sh1', { body: aShot({ action: 'Fog', etag: '"2"' }) });
  film.story.conflict = { id: 'sh1', field: 'action', mine: 'Fog', base: 'Rain', theirs: 'Lamps' };
  render(InFilm, { film, shown: ConflictDialog });
  expect(await screen.findByText('Lamps', {}, PATIENCE)).toBeTruthy();
  expect(screen.getByText('Fog')).toBeTruthy();
  await user.click(screen.getByText('Put yours in its place'));
  await vi.waitFor(() => expect(film.story.shot('sh1')?.action).toBe('Fog'), PATIENCE);
  expect(film.story.conflict).toBeNull();
});
