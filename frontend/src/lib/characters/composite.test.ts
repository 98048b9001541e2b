import { beforeEach, expect, it } from 'vitest';

import { FakeBackend, problem } from '../../test/backend';
import { Composite } from './composite.svelte';

const ROUTE = 'POST /assets/composite-prompt';
const MADE = { final_prompt: 'A pier, mara_quinn', negative_prompt: 'blurry', lora_models: [], references: [] };

let backend: FakeBackend;
let composite: Composite;

beforeEach(() => {
  backend = new FakeBackend();
  composite = new Composite();
});

it('is what the studio makes of the words and who is in them', async () => {
  let asked: unknown;
  backend.on(ROUTE, async (request) => {
    asked = await request.json();
    return { body: MADE };
  });
  await composite.ask({ base_prompt: 'A pier', characterIds: ['c1'], emotionalBeat: 'sad' });
  expect(asked).toEqual({ base_prompt: 'A pier', characterIds: ['c1'], emotionalBeat: 'sad' });
  expect(composite.made?.final_prompt).toBe('A pier, mara_quinn');
});

it('keeps the newest answer, however late an older one comes', async () => {
  let answerFirst = (): void => undefined;
  const held = new Promise<void>((resolve) => (answerFirst = resolve));
  backend.on(ROUTE, async () => {
    await held;
    return { body: { ...MADE, final_prompt: 'old' } };
  });
  const first = composite.ask({ base_prompt: 'old' });
  backend.on(ROUTE, { body: MADE });
  await composite.ask({ base_prompt: 'new' });
  answerFirst();
  await first;
  expect(composite.made?.final_prompt).toBe('A pier, mara_quinn');
});

it('says why there is none, until there is one', async () => {
  backend.on(ROUTE, problem(404, 'character_not_found', 'There is no such character.'));
  await composite.ask({ base_prompt: 'A pier' });
  expect(composite.error).toBe('There is no such character.');
  backend.on(ROUTE, { body: MADE });
  await composite.ask({ base_prompt: 'A pier' });
  expect(composite.error).toBeUndefined();
});
