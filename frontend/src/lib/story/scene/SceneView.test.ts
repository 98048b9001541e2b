// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { anOpenFilm, PATIENCE } from '../../../test/film';
import InFilm from '../../../test/InFilm.svelte';
import { aChapter, aScene, aShot, aTake } from '../../../test/records';
import SceneView from './SceneView.svelte';

const user = userEvent.setup();

afterEach(cleanup);

function words(label: string): string {
  return screen.getByLabelText<HTMLTextAreaElement>(label).value;
}

it('shows the script beside the chosen takes', async () => {
  const { film } = await anOpenFilm({ takes: [aTake({ shot_id: 'sh1' })] });
  render(InFilm, { film, shown: SceneView });
  expect(words('Slug line')).toBe('EXT. HARBOUR');
  expect(words('Action of SH010')).toBe('Lamps');
  expect(screen.getByRole('button', { name: 'Takes of SH010' }).querySelector('img')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Takes of SH020' }).textContent).toContain('No take yet');
});

it('goes from scene to scene', async () => {
  const { film } = await anOpenFilm();
  render(InFilm, { film, shown: SceneView });
  await user.click(screen.getByRole('button', { name: 'Scene after' }));
  expect(words('Slug line')).toBe('INT. SALOON');
  expect(screen.getByRole('button', { name: 'Scene after' }).hasAttribute('disabled')).toBe(true);
});

it('follows what is selected elsewhere', async () => {
  const { film } = await anOpenFilm();
  film.selection.choose({ kind: 'shot', id: 'sh3' });
  render(InFilm, { film, shown: SceneView });
  expect(words('Slug line')).toBe('INT. SALOON');
});

it('asks for a first shot where the scene has none', async () => {
  const { film, backend } = await anOpenFilm({ chapters: [aChapter({ scenes: [aScene()] })] });
  backend.on('POST /projects/p1/shots', { status: 201, body: aShot({ id: 'new' }) });
  render(InFilm, { film, shown: SceneView });
  expect(screen.getByText('No shots in this scene yet.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Add a shot' }));
  await vi.waitFor(() => expect(film.selection.current).toEqual({ kind: 'shot', id: 'new' }), PATIENCE);
});
