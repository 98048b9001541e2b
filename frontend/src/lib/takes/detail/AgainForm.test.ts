// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { problem } from '../../../test/backend';
import { anOpenFilm, PATIENCE } from '../../../test/film';
import InFilm from '../../../test/InFilm.svelte';
import { aTake, aTask, aTemplate } from '../../../test/records';
import TakesAgain from '../../../test/TakesAgain.svelte';

const user = userEvent.setup();
const INPUTS = {
  type: 'object',
  properties: {
    prompt: { type: 'string' },
    steps: { type: 'integer', minimum: 1, maximum: 200, title: 'Steps' },
    move: { enum: ['pan', 'hold'], title: 'Move' },
    seed: { type: 'integer', title: 'Seed' },
  },
};

afterEach(cleanup);

async function shown() {
  const take = aTake({ template_id: 'moving_v1', parameters: { steps: 30, move: 'pan', cfg_scale: 7, seed: 7 } });
  const { film, backend } = await anOpenFilm({ takes: [take] });
  film.functions.all = [aTemplate({ id: 'moving_v1', inputs: INPUTS })];
  render(InFilm, { film, shown: TakesAgain });
  return backend;
}

it('begins with what the take was made with, and asks for what was changed', async () => {
  const backend = await shown();
  const asked: unknown[] = [];
  backend.on('POST /projects/p1/tasks', async (request) => {
    asked.push(await request.json());
    return { status: 201, body: aTask() };
  });
  const steps = screen.getByLabelText<HTMLInputElement>('Steps');
  expect([steps.value, screen.getByLabelText<HTMLSelectElement>('Move').value]).toEqual(['30', 'pan']);
  await user.clear(steps);
  await user.type(steps, '12');
  await user.selectOptions(screen.getByLabelText('Move'), 'hold');
  await user.click(screen.getByText('Generate again'));
  await vi.waitFor(() => expect(asked).toHaveLength(1), PATIENCE);
  expect(asked).toMatchObject([{ template_id: 'moving_v1', parameters: { steps: 12, move: 'hold', seed: 7 } }]);
  expect(asked[0]).not.toHaveProperty('parameters.cfg_scale');
});

it('tells a refusal at the parameter that it is about', async () => {
  const backend = await shown();
  backend.on('POST /projects/p1/tasks', problem(422, 'input_invalid', 'At most 20 here.', 'parameters.steps'));
  await user.click(screen.getByText('Generate again'));
  expect((await screen.findAllByText('At most 20 here.', {}, PATIENCE)).length).toBe(2);
  expect(screen.getByLabelText('Steps').getAttribute('aria-invalid')).toBe('true');
});
