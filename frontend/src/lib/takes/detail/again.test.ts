import { expect, it } from 'vitest';

import { aTake, aTemplate } from '../../../test/records';
import { again, recorded } from './again';

const TAKE = aTake({ parameters: { steps: 30, seed: 7, move: 'pan' }, character_ids: ['c1'] });
const SAME = { prompt: TAKE.prompt, quality: 'standard', seed: 7, others: {} } as const;

it('asks for the same with one thing changed', () => {
  expect(again(TAKE, { ...SAME, prompt: 'A ferry at dawn' }, 'sh1', undefined)).toMatchObject({
    type: 'text_to_image',
    prompt: 'A ferry at dawn',
    shot_id: 'sh1',
    character_ids: ['c1'],
    parameters: { steps: 30, seed: 7, move: 'pan' },
  });
});

it('leaves to another tier what a tier decides, unless it was changed by hand', () => {
  const draft = { ...SAME, quality: 'draft', seed: null } as const;
  expect(again(TAKE, draft, null, undefined).parameters).toEqual({ move: 'pan', seed: null });
  expect(recorded(TAKE, 'draft')).toEqual({ move: 'pan' });
  const { parameters } = again(TAKE, { ...draft, others: { steps: 8 } }, null, undefined);
  expect(parameters).toEqual({ move: 'pan', steps: 8, seed: null });
});

it('leaves out what was cleared', () => {
  expect(again(TAKE, { ...SAME, others: { move: undefined } }, null, undefined).parameters).toEqual({
    steps: 30,
    seed: 7,
  });
});

it('asks nothing of a template that it has no input for', () => {
  const take = { ...TAKE, template_id: 'image_to_video_v1' };
  expect(again(take, SAME, null, aTemplate()).parameters).toEqual({ move: 'pan', seed: 7 });
});
