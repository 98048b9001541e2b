import { beforeEach, expect, it } from 'vitest';

import { Tasks } from '$lib/tasks/tasks.svelte';

import { FakeBackend, problem } from '../../../test/backend';
import { aTask, aTemplate } from '../../../test/records';
import { type AskNode, emptyAsk } from '$lib/canvas/graph/document';
import type { Wired } from '$lib/canvas/graph/wiring';
import { Functions } from '$lib/functions/functions.svelte';
import { Generation } from './generation.svelte';

const NODE: AskNode = {
  id: 'n1',
  type: 'text_to_image',
  position: { x: 0, y: 0 },
  data: { ...emptyAsk(), prompt: 'A ferry', quality_preset: 'draft', seed: 7, character_ids: ['c1'] },
};

let backend: FakeBackend;
let functions: Functions;
let generation: Generation;
let wired: Wired;

beforeEach(() => {
  backend = new FakeBackend();
  functions = new Functions();
  wired = { character_ids: [], strengths: {}, parameters: {}, shot_id: null };
  generation = new Generation(new Tasks('p1'), functions, () => wired);
});

it('submits what the node asks for', async () => {
  let asked: unknown;
  backend.on('POST /projects/p1/tasks', async (request) => {
    asked = await request.json();
    return { status: 201, body: aTask() };
  });
  await generation.run([NODE]);
  expect(asked).toEqual({
    type: 'text_to_image',
    prompt: 'A ferry',
    node_id: 'n1',
    shot_id: null,
    quality_preset: 'draft',
    character_ids: ['c1'],
    template_id: 'image_generation_v1',
    parameters: { seed: 7 },
  });
});

it('submits a task of its template, with the inputs that it names', async () => {
  let asked: unknown;
  backend.on('POST /projects/p1/tasks', async (request) => {
    asked = await request.json();
    return { status: 201, body: aTask() };
  });
  functions.all = [aTemplate()];
  const data = { ...emptyAsk('image_to_video_v1'), inputs: { move: 'pan', source: 'asset://a1' } };
  await generation.run([{ ...NODE, type: 'function', data }]);
  expect(asked).toMatchObject({
    type: 'image_to_video',
    template_id: 'image_to_video_v1',
    parameters: { move: 'pan', source: 'asset://a1', seed: null },
  });
});

it('sends what is wired to the node, as far as its template takes it', async () => {
  let asked: unknown;
  backend.on('POST /projects/p1/tasks', async (request) => {
    asked = await request.json();
    return { status: 201, body: aTask() };
  });
  functions.all = [aTemplate({ id: 'still_v1', inputs: { type: 'object', properties: { style: {} } } })];
  const parameters = { style: 'ink', location: 'asset://a1' };
  wired = { character_ids: ['c1', 'c2'], strengths: { c2: 0.4 }, parameters, shot_id: 's1' };
  await generation.run([{ ...NODE, data: { ...NODE.data, template_id: 'still_v1' } }]);
  expect(asked).toMatchObject({ shot_id: 's1', character_ids: ['c1', 'c2'], parameters: { style: 'ink', seed: 7 } });
  expect(asked).not.toHaveProperty('parameters.location');
  expect(asked).not.toHaveProperty('parameters.lora_strength');
});

it('sends how strong each LoRA is to be, over what the node says for all', async () => {
  let asked: unknown;
  backend.on('POST /projects/p1/tasks', async (request) => {
    asked = await request.json();
    return { status: 201, body: aTask() };
  });
  wired = { character_ids: ['c2'], strengths: { c2: 0 }, parameters: {}, shot_id: null };
  await generation.run([{ ...NODE, data: { ...NODE.data, inputs: { lora_strength: 0.6 } } }]);
  expect(asked).toMatchObject({ parameters: { lora_strength: { c1: 0.6, c2: 0 } } });
});

it('tells a refusal at the input that it is about', async () => {
  backend.on('POST /projects/p1/tasks', problem(422, 'input_invalid', 'At least 64.', 'parameters.width'));
  await generation.run([NODE]);
  expect(generation.about('n1', 'width')).toBe('At least 64.');
  expect(generation.about('n1', 'height')).toBeUndefined();
});

it('asks once while a task is under way', async () => {
  backend.on('POST /projects/p1/tasks', { status: 201, body: aTask() });
  await generation.run([NODE]);
  await generation.run([NODE]);
  expect(backend.asked).toHaveLength(1);
  expect(generation.isBusy('n1')).toBe(true);
});

it('keeps a refusal at its node until the next try', async () => {
  backend.on('POST /projects/p1/tasks', problem(422, 'prompt_required', 'A prompt is required.', 'prompt'));
  await generation.run([NODE]);
  expect(generation.refusal('n1')).toBe('A prompt is required.');
  backend.on('POST /projects/p1/tasks', { status: 201, body: aTask() });
  await generation.run([NODE]);
  expect(generation.refusal('n1')).toBeUndefined();
});
