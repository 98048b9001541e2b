import { expect, it } from 'vitest';

import { aTake } from '../../../test/records';
import { again } from './again';

const TAKE = aTake({ parameters: { steps: 30, seed: 7, move: 'pan' }, character_ids: ['c1'] });

it('asks for the same with one thing changed', () => {
  expect(again(TAKE, { prompt: 'A ferry at dawn', quality: 'standard', seed: 7 }, 'sh1')).toMatchObject({
    type: 'text_to_image',
    prompt: 'A ferry at dawn',
    shot_id: 'sh1',
    character_ids: ['c1'],
    parameters: { steps: 30, seed: 7, move: 'pan' },
  });
});

it('leaves to another tier what a tier decides', () => {
  const { parameters } = again(TAKE, { prompt: TAKE.prompt, quality: 'draft', seed: null }, null);
  expect(parameters).toEqual({ move: 'pan', seed: null });
});
