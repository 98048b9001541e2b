import { expect, it } from 'vitest';

import { aTask } from '../../test/records';
import { taskTitle } from './labels';

it('a task is called by what it makes', () => {
  expect(taskTitle(aTask({ prompt: 'A ferry' }))).toBe('A ferry');
  expect(taskTitle(aTask({ type: 'lora_training', prompt: 'Mara' }))).toBe('Training of Mara');
  expect(taskTitle(aTask({ type: 'character_variations', prompt: '' }))).toBe('Pictures of a character');
  expect(taskTitle(aTask({ type: 'image_to_video', prompt: '' }))).toBe('Video of a picture');
});
