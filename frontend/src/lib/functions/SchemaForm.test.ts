// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import type { Tier } from '$lib/api';

import { aTemplate } from '../../test/records';
import SchemaForm from './SchemaForm.svelte';

const TIER: Tier = { steps: 30, cfg_scale: 7.5, sampler: 'euler_a', pipeline: 'p', vram_gb: 16, optimizations: [] };
const INPUTS = {
  type: 'object',
  properties: {
    prompt: { type: 'string', title: 'Prompt' },
    steps: { type: 'integer', minimum: 1, maximum: 200, title: 'Steps', description: 'More take longer.' },
    sampler: { enum: ['euler', 'euler_a'], title: 'Sampler' },
    loop: { type: 'boolean', title: 'Loop', default: true },
  },
};

afterEach(cleanup);

function shown(values: Record<string, unknown> = {}, refusal: (name: string) => string | undefined = () => undefined) {
  const onchange = vi.fn();
  const template = aTemplate({ inputs: INPUTS });
  render(SchemaForm, { template, values, tier: TIER, elsewhere: ['prompt'], refusal, onchange });
  return onchange;
}

it('asks for each input by its name, with its hint and what the tier takes', () => {
  shown();
  const steps = screen.getByLabelText<HTMLInputElement>('Steps');
  expect(steps.placeholder).toBe('30');
  expect(screen.getByText('More take longer.')).toBeTruthy();
  expect(screen.getByRole('option', { name: 'euler a (usual)' })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Loop').checked).toBe(true);
  expect(screen.queryByLabelText('Prompt')).toBeNull();
});

it('tells what is typed as values, and keeps to itself what is none', async () => {
  const onchange = shown();
  const steps = screen.getByLabelText('Steps');
  await userEvent.type(steps, '4');
  expect(onchange).toHaveBeenLastCalledWith('steps', 4);
  await userEvent.type(steps, 'x');
  expect(onchange).toHaveBeenCalledTimes(1);
  expect(steps.getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByText('Invalid: this is a number.')).toBeTruthy();
  await userEvent.clear(steps);
  expect(onchange).toHaveBeenLastCalledWith('steps', undefined);
  expect(steps.getAttribute('aria-invalid')).toBe('false');
});

it('tells choices and switches', async () => {
  const onchange = shown();
  await userEvent.selectOptions(screen.getByLabelText('Sampler'), 'euler');
  expect(onchange).toHaveBeenLastCalledWith('sampler', 'euler');
  await userEvent.click(screen.getByLabelText('Loop'));
  expect(onchange).toHaveBeenLastCalledWith('loop', false);
});

it('shows a refusal at its input', () => {
  shown({ steps: 8 }, (name) => (name === 'steps' ? 'Too many for this runner.' : undefined));
  expect(screen.getByLabelText<HTMLInputElement>('Steps').value).toBe('8');
  expect(screen.getByText('Too many for this runner.')).toBeTruthy();
});
