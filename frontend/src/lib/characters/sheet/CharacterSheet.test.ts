// @vitest-environment jsdom
import { cleanup, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { Character, Lora, Task } from '$lib/api';

import { problem } from '../../../test/backend';
import { anOpenFilm, NoSizes, PATIENCE } from '../../../test/film';
import InFilm from '../../../test/InFilm.svelte';
import { aCharacter, aLora, aTake, aTask } from '../../../test/records';
import Sheets from '../../../test/Sheets.svelte';

const LORA = 'GET /projects/p1/characters/c1/lora';
const PROMPT = 'POST /assets/composite-prompt';
const FACE = { path: 'Film/base_face.png', url: '/face' };
const FULL = aCharacter({
  baseFace: FACE,
  variations: { happy: { path: 'Film/happy.png', url: '/happy' }, afraid: { path: 'Film/afraid.png', url: '/afraid' } },
  loraTrainingStatus: 'completed',
  loraModel: 'Film/c1/lora/c1_2.safetensors',
  usage: { totalUsages: 1, shotIds: ['sh1'], sceneIds: [], takeIds: ['t1'] },
});
const LEARNT = aLora({
  status: 'completed',
  model: FULL.loraModel,
  losses: [
    { step: 1, loss: 0.9 },
    { step: 40, loss: 0.1 },
  ],
  samples: ['c1', 'c1_2'].map((name) => ({ path: `Film/c1/lora/${name}.png`, url: `/${name}` })),
});

const user = userEvent.setup();

beforeEach(() => vi.stubGlobal('ResizeObserver', NoSizes));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function shown(character: Character, lora: Lora | 'away' = aLora(), tasks: Task[] = []) {
  const { film, backend } = await anOpenFilm({ takes: [aTake({ shot_id: 'sh1' })], tasks });
  const made = { final_prompt: 'Portrait, mara_quinn', negative_prompt: 'blurry', lora_models: [], references: [] };
  backend.on(PROMPT, { body: made });
  backend.on(LORA, lora === 'away' ? problem(503, 'redis_unavailable', 'Redis does not answer.') : { body: lora });
  film.characters.put(character);
  render(InFilm, { film, shown: Sheets });
  return { film, backend };
}

function part(name: string) {
  return within(screen.getByRole('region', { name }));
}

it('says what to do next where nothing is there yet', async () => {
  await shown(aCharacter());
  expect(screen.getByText(/No base face yet/)).toBeTruthy();
  expect(part('Variations').getAllByText('Not drawn')).toHaveLength(5);
  expect(part('Training').getByText('Needs a base face to learn from.')).toBeTruthy();
  expect(part('Training').getByRole<HTMLButtonElement>('button', { name: 'Train LoRA' }).disabled).toBe(true);
  expect(part('Used in').getByText(/In no take yet/)).toBeTruthy();
});

it('shows the face, all variations, what each training has learnt, and where it is used', async () => {
  await shown(FULL, LEARNT);
  expect(screen.getByAltText('Base face of Mara Quinn').getAttribute('src')).toContain('/face');
  expect(part('Variations').getByAltText('Mara Quinn, afraid')).toBeTruthy();
  const learnt = await screen.findByRole('region', { name: 'What was learnt' }, PATIENCE);
  const [newest, first] = within(learnt).getAllByRole('listitem');
  expect(newest?.textContent).toMatch(/Training 2.*in use/s);
  expect(first?.textContent).not.toContain('in use');
  expect(document.querySelector('[data-loss-curve="2"]')).toBeTruthy();
  const used = part('Used in').getByRole('link', { name: /SC001 · SH010/ });
  expect(used.getAttribute('href')).toBe('/project/p1/takes?shot=sh1');
  expect(used.textContent).toContain('1 take');
});

it('says that it reads how a training stands', async () => {
  await shown(aCharacter({ baseFace: FACE }));
  expect(screen.getByText('Reading how its training stands…')).toBeTruthy();
  await waitFor(() => expect(screen.queryByText('Reading how its training stands…')).toBeNull(), PATIENCE);
});

it('shows how far a training is, and a way out', async () => {
  const step = { current: 24, total: 240, description: 'Learning the face', loss: 0.5 };
  const task = aTask({ type: 'lora_training', character_ids: ['c1'], status: 'processing', step, progress: 10 });
  await shown(aCharacter({ baseFace: FACE }), aLora({ status: 'training' }), [task]);
  expect(part('Training').getByText('Learning the face')).toBeTruthy();
  expect(part('Training').getByRole('progressbar').getAttribute('aria-valuenow')).toBe('10');
  expect(part('Training').getByRole('button', { name: 'Stop' })).toBeTruthy();
  expect(part('Training').queryByRole('button', { name: 'Train LoRA' })).toBeNull();
});

it('says why a training failed, and goes on from its checkpoint', async () => {
  const checkpoints = [{ taskId: 't1', size: 9, created: '2026-11-21T12:00:00Z' }];
  const lora = aLora({ status: 'failed', taskId: 't1', error: 'No more memory.', checkpoints });
  const { backend } = await shown(aCharacter({ baseFace: FACE, loraTrainingStatus: 'failed' }), lora);
  backend.on('POST /tasks/t1/retry', { status: 201, body: aTask({ id: 't2' }) });
  expect(await screen.findByText('No more memory.', {}, PATIENCE)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Go on from there' }));
  await waitFor(() => expect(backend.asked).toContain('POST /tasks/t1/retry'), PATIENCE);
});

it('says what can’t be read while the studio is away, and reads it when asked again', async () => {
  const { backend } = await shown(aCharacter(), 'away');
  expect(await screen.findByText(/can’t be read: Redis does not answer\./, {}, PATIENCE)).toBeTruthy();
  backend.on(LORA, { body: LEARNT });
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('region', { name: 'What was learnt' }, PATIENCE)).toBeTruthy();
  expect(screen.queryByText(/can’t be read/)).toBeNull();
});

it('shows a refusal where it was asked', async () => {
  const { backend } = await shown(aCharacter({ baseFace: FACE }));
  backend.on(
    'POST /projects/p1/characters/c1/lora/train',
    problem(409, 'in_training', 'She is being trained already.'),
  );
  await user.click(screen.getByRole('button', { name: 'Train LoRA' }));
  expect(await part('Training').findByText('She is being trained already.', {}, PATIENCE)).toBeTruthy();
});

it('composes the prompt with the character and the mood, and copies it', async () => {
  const { backend } = await shown(FULL);
  const asked: unknown[] = [];
  backend.on(PROMPT, async (request) => {
    asked.push(await request.json());
    return { body: { final_prompt: 'On a pier, sad', negative_prompt: 'blurry', lora_models: [], references: [] } };
  });
  const prompt = part('Prompt');
  await user.clear(prompt.getByLabelText('Picture'));
  await user.type(prompt.getByLabelText('Picture'), 'On a pier');
  await user.selectOptions(prompt.getByLabelText('Mood'), 'afraid');
  expect(await prompt.findByText('On a pier, sad', {}, PATIENCE)).toBeTruthy();
  expect(asked.at(-1)).toEqual({ base_prompt: 'On a pier', characterIds: ['c1'], emotionalBeat: 'afraid' });
  await user.click(prompt.getByRole('button', { name: 'Copy the prompt' }));
  expect(await navigator.clipboard.readText()).toBe('On a pier, sad');
  expect(await prompt.findByRole('button', { name: 'Copied' }, PATIENCE)).toBeTruthy();
});
