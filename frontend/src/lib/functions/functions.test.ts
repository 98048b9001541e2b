import { beforeEach, expect, it, vi } from 'vitest';

import { FakeBackend } from '../../test/backend';
import { aTemplate } from '../../test/records';
import { Functions } from './functions.svelte';

const ROUTE = 'GET /functions/templates';
let backend: FakeBackend;
let functions: Functions;

beforeEach(() => {
  const templates = [aTemplate(), aTemplate({ id: 'lora_training_v1', type: 'lora_training' })];
  backend = new FakeBackend().on(ROUTE, { body: templates }).on('GET /quality/mappings', { body: {} });
  functions = new Functions();
});

function beating(...pipelines: string[]) {
  const memory = { total_mb: 1, free_mb: 1 };
  const status = { active_tasks: [], memory, vram: 0, pipelines, makes: {}, lacking: {} };
  return { runner_id: 'r1', status, metrics: {} };
}

it('knows templates by their id, and those that a node can be made of', async () => {
  await functions.load();
  expect(functions.get('lora_training_v1')?.type).toBe('lora_training');
  expect(functions.get('gone_v1')).toBeUndefined();
  expect(functions.forNodes.map(({ id }) => id)).toEqual(['image_to_video_v1']);
});

it('asks again when a runner has a pipeline that was not there, and only then', async () => {
  functions.beat(beating('storyboard'));
  functions.beat(beating('storyboard'));
  functions.beat(beating('storyboard', 'comfyui'));
  await vi.waitFor(() => expect(functions.all).toHaveLength(2));
  expect(backend.asked.filter((route) => route === ROUTE)).toHaveLength(2);
});
