import { beforeEach, describe, expect, it } from 'vitest';

import { FakeBackend } from '../../test/backend';
import { aCharacter, aLora } from '../../test/records';
import { Characters } from './characters.svelte';
import { curve } from './curve';

const STATUS = {
  char_id: 'c1',
  task_id: 't1',
  status: 'training' as const,
  progress: 10,
  currentStep: 24,
  totalSteps: 240,
  loss: 0.5,
  sample_url: null,
  error: null,
};

let backend: FakeBackend;
let characters: Characters;

beforeEach(async () => {
  backend = new FakeBackend();
  backend.on('GET /projects/p1/characters', {
    body: [aCharacter({ name: 'Otto' }), aCharacter({ assetId: 'c2', name: 'Mara' })],
  });
  backend.on('GET /projects/p1/characters/c1/lora', { body: aLora() });
  characters = new Characters('p1');
  await characters.load();
});

describe('the cast', () => {
  it('is in the order of names', () => {
    expect(characters.all.map(({ name }) => name)).toEqual(['Mara', 'Otto']);
  });

  it('loses who is gone when it is loaded again', async () => {
    backend.on('GET /projects/p1/characters', { body: [aCharacter()] });
    await characters.load();
    expect(characters.get('c2')).toBeUndefined();
  });

  it('learns in which takes somebody is', () => {
    characters.used({
      char_id: 'c1',
      usage: { totalUsages: 1, shotIds: ['unassigned'], sceneIds: [], takeIds: ['t1'] },
    });
    expect(characters.get('c1')?.usage.totalUsages).toBe(1);
  });
});

describe('a training', () => {
  it('draws its curve step by step, and one that begins again begins a new curve', async () => {
    await characters.look('c1');
    characters.trained(STATUS);
    characters.trained({ ...STATUS, currentStep: 48, loss: 0.25 });
    expect(characters.lora('c1')?.losses).toEqual([
      { step: 24, loss: 0.5 },
      { step: 48, loss: 0.25 },
    ]);
    expect(characters.get('c1')?.loraTrainingStatus).toBe('training');
    characters.trained({ ...STATUS, task_id: 't2', currentStep: 0, loss: null });
    expect(characters.lora('c1')?.losses).toEqual([]);
  });

  it('goes back to its checkpoint after its worker was lost', async () => {
    await characters.look('c1');
    [20, 40, 30].forEach((currentStep) => characters.trained({ ...STATUS, currentStep }));
    expect(characters.lora('c1')?.losses.map(({ step }) => step)).toEqual([20, 30]);
  });

  it('says why it failed', async () => {
    await characters.look('c1');
    backend.on('GET /projects/p1/characters/c1/lora', { body: aLora({ status: 'failed', error: 'No more memory.' }) });
    characters.trained({ ...STATUS, status: 'failed', error: 'No more memory.' });
    expect(characters.lora('c1')).toMatchObject({ status: 'failed', error: 'No more memory.' });
  });
});

describe('the curve', () => {
  it('runs from the left by its steps, the highest loss near the top', () => {
    const losses = [
      { step: 0, loss: 2 },
      { step: 50, loss: 1 },
    ];
    expect(curve(losses, 100, 200, 100)).toBe('M0.0 5.0L100.0 52.5');
  });

  it('is nothing before the first step', () => {
    expect(curve([], 0, 200, 100)).toBe('');
  });
});
