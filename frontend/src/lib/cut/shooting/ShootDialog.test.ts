// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { problem } from '../../../test/backend';
import { anOpenFilm, NoSizes, PATIENCE } from '../../../test/film';
import InFilm from '../../../test/InFilm.svelte';
import ShootButton from './ShootButton.svelte';

const user = userEvent.setup();
const PLAN = { shots: ['sh1', 'sh2'], under_way: [], silent: [], quality_preset: 'draft', seconds: 80 };

beforeEach(() => vi.stubGlobal('ResizeObserver', NoSizes));
afterEach(cleanup);

async function opened(plan: object = PLAN) {
  const { film, backend } = await anOpenFilm();
  const asked: unknown[] = [];
  backend.on('POST /projects/p1/shoot/plan', { body: plan });
  backend.on('POST /projects/p1/shoot', async (request) => {
    asked.push(await request.json());
    return { status: 201, body: [] };
  });
  render(InFilm, { film, shown: ShootButton });
  await user.click(screen.getByRole('button', { name: 'Generate the film…' }));
  return { asked, backend };
}

it('says how many takes it makes and how long that takes, and makes them', async () => {
  const { asked } = await opened();
  expect(await screen.findByText('2 takes, about 1:20.', {}, PATIENCE)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Generate 2 takes' }));
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), PATIENCE);
  expect(asked).toMatchObject([{ what: 'missing', quality_preset: 'standard' }]);
});

it('promotes at premium what the cut plays', async () => {
  const { asked } = await opened();
  await user.selectOptions(screen.getByLabelText('Takes of'), 'promote');
  await user.click(await screen.findByRole('button', { name: 'Generate 2 takes' }, PATIENCE));
  await vi.waitFor(() => expect(asked).toMatchObject([{ what: 'promote', quality_preset: 'premium' }]), PATIENCE);
});

it('has nothing to begin where nothing is lacking', async () => {
  await opened({ ...PLAN, shots: [], under_way: ['sh1'] });
  expect(await screen.findByText('Nothing is lacking. 1 shot already under way.', {}, PATIENCE)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Generate' })).toHaveProperty('disabled', true);
});

it('says why it was refused', async () => {
  const { backend } = await opened();
  backend.on('POST /projects/p1/shoot', problem(503, 'queue_unavailable', 'The queue can’t be reached.'));
  await user.click(await screen.findByRole('button', { name: 'Generate 2 takes' }, PATIENCE));
  expect(await screen.findByText('The queue can’t be reached.', {}, PATIENCE)).toBeTruthy();
});
