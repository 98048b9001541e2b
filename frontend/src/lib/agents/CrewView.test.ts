// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { problem } from '../../test/backend';
import { aMember, anAgentTask, aProposal, aProposed } from '../../test/crew';
import { anOpenFilm, PATIENCE } from '../../test/film';
import InFilm from '../../test/InFilm.svelte';
import CrewView from './CrewView.svelte';

const user = userEvent.setup();
afterEach(cleanup);

async function shown(tasks: unknown[]) {
  const { film, backend } = await anOpenFilm();
  backend
    .on('GET /agents', { body: [aMember(), aMember({ agent: 'producer', name: 'Producer' })] })
    .on('GET /projects/p1/agents/tasks', { body: tasks })
    .on('GET /projects/p1/agents/tasks/w1', { body: aProposal() });
  film.connection.state = 'live';
  render(InFilm, { film, shown: CrewView });
  return { film, backend };
}

it('accepts what is ticked and nothing else', async () => {
  const { backend } = await shown([anAgentTask()]);
  const bodies: unknown[] = [];
  backend.on('POST /projects/p1/agents/tasks/w1/accept', async (request) => {
    bodies.push(await request.json());
    return { body: aProposal({ changes: [aProposed({}, 'accepted')], counts: { accepted: 1 } }) };
  });
  const [, , second] = await screen.findAllByRole('checkbox', {}, PATIENCE);
  await user.click(second as HTMLElement);
  expect(screen.getByText('1 of 2 selected')).toBeTruthy();
  await user.click(screen.getByText('Accept 1 change'));
  await vi.waitFor(() => expect(screen.getByText('Accepted.')).toBeTruthy(), PATIENCE);
  expect(bodies).toEqual([{ changes: ['1'] }]);
});

it('shows what was there struck out before what is proposed', async () => {
  await shown([anAgentTask()]);
  expect((await screen.findByText('Old.', {}, PATIENCE)).tagName).toBe('DEL');
  expect(screen.getByText('She runs.').tagName).toBe('INS');
});

it('offers to ask who was not asked yet', async () => {
  const { backend } = await shown([]);
  expect(await screen.findByText('Not asked yet', {}, PATIENCE)).toBeTruthy();
  backend.on('POST /projects/p1/agents/screenwriter/tasks', { status: 201, body: anAgentTask() });
  await user.click(screen.getByRole('button', { name: 'Ask the Screenwriter' }));
  await vi.waitFor(() => expect(screen.getByText('Proposed changes')).toBeTruthy(), PATIENCE);
});

it('says why the crew can’t be reached, and tries again', async () => {
  const { film, backend } = await anOpenFilm();
  backend.on('GET /agents', problem(503, 'redis_away', 'Redis can’t be reached.'));
  film.connection.state = 'live';
  render(InFilm, { film, shown: CrewView });
  expect(await screen.findByText('Redis can’t be reached.', {}, PATIENCE)).toBeTruthy();
  backend.on('GET /agents', { body: [aMember()] }).on('GET /projects/p1/agents/tasks', { body: [] });
  await user.click(screen.getByText('Try again'));
  expect(await screen.findByText('Not asked yet', {}, PATIENCE)).toBeTruthy();
});
