import { beforeEach, expect, it, vi } from 'vitest';

import { FakeBackend, problem } from '../../test/backend';
import { aMember, anAgentTask, aProposal, aProposed } from '../../test/crew';
import { Crew } from './crew.svelte';

let backend: FakeBackend;
let crew: Crew;

beforeEach(() => {
  backend = new FakeBackend()
    .on('GET /agents', { body: [aMember()] })
    .on('GET /projects/p1/agents/tasks', { body: [anAgentTask()] })
    .on('GET /projects/p1/agents/tasks/w1', { body: aProposal() });
  crew = new Crew('p1');
});

async function opened(): Promise<void> {
  crew.open();
  await vi.waitFor(() => expect(crew.loaded).toBe(true));
}

it('asks nothing before somebody looks', async () => {
  await crew.load();
  crew.changed();
  expect(backend.asked).toEqual([]);
});

it('knows who there is and what each was asked last', async () => {
  await opened();
  expect(crew.members.map(({ name }) => name)).toEqual(['Screenwriter']);
  expect(crew.newest('screenwriter')?.id).toBe('w1');
  expect(crew.newest('producer')).toBeUndefined();
});

it('says why the crew can’t be reached', async () => {
  backend.on('GET /agents', problem(503, 'redis_away', 'Redis can’t be reached.'));
  await opened();
  expect(crew.trouble).toBe('Redis can’t be reached.');
});

it('shows the newest proposal of whom is chosen, and none of who was not asked', async () => {
  await opened();
  await crew.show('screenwriter');
  await crew.show('screenwriter');
  expect(crew.proposal?.changes).toHaveLength(2);
  expect(backend.asked.filter((route) => route.endsWith('/w1'))).toHaveLength(1);
  await crew.show('producer');
  expect(crew.proposal).toBeNull();
});

it('follows a task from its asking to its end', async () => {
  await opened();
  const pending = { status: 'pending', progress: 0, finished: null } as const;
  backend
    .on('POST /projects/p1/agents/producer/tasks', { body: anAgentTask({ id: 'w2', agent: 'producer', ...pending }) })
    .on('GET /projects/p1/agents/tasks/w2', { body: aProposal({ id: 'w2', agent: 'producer', ...pending }) });
  await crew.ask('producer', 'In a hurry.');
  crew.progressed({ agent_type: 'producer', task_id: 'w2', progress: 30, message: 'Reading.' });
  expect(crew.newest('producer')).toMatchObject({ status: 'processing', progress: 30, message: 'Reading.' });
  expect(crew.proposal).toMatchObject({ id: 'w2', progress: 30 });
  const looked = vi.spyOn(crew, 'changed').mockReturnValue();
  crew.completed({ agent_type: 'producer', task_id: 'w2', status: 'failed', error: 'No room.', changes: 0 });
  expect(crew.newest('producer')).toMatchObject({ status: 'failed', error: 'No room.' });
  expect(looked).toHaveBeenCalledOnce();
});

it('accepts and refuses what is chosen, and takes the answer for how it stands', async () => {
  await opened();
  await crew.show('screenwriter');
  const bodies: unknown[] = [];
  const answered = async (request: Request) => {
    bodies.push(await request.json());
    return { body: aProposal({ changes: [aProposed({}, 'accepted')], counts: { accepted: 1 } }) };
  };
  backend.on('POST /projects/p1/agents/tasks/w1/accept', answered);
  backend.on('POST /projects/p1/agents/tasks/w1/refuse', answered);
  await crew.accept(['1']);
  await crew.refuse(['2']);
  expect(bodies).toEqual([{ changes: ['1'] }, { changes: ['2'] }]);
  expect(crew.newest('screenwriter')?.counts).toEqual({ accepted: 1 });
});

it('cancels, and looks again when somebody else asked or decided', async () => {
  await opened();
  backend.on('POST /projects/p1/agents/tasks/w1/cancel', { body: aProposal({ status: 'cancelled' }) });
  await crew.cancel('w1');
  expect(crew.newest('screenwriter')?.status).toBe('cancelled');
  const looked = vi.spyOn(crew, 'changed').mockReturnValue();
  crew.assigned({ agent_type: 'producer', task_id: 'w9', description: '' });
  crew.assigned({ agent_type: 'screenwriter', task_id: 'w1', description: '' });
  crew.progressed({ agent_type: 'screenwriter', task_id: 'w1', progress: 100, message: '1 change refused.' });
  expect(looked).toHaveBeenCalledTimes(2);
});

it('looks once for a crowd of edits of the film', async () => {
  await opened();
  vi.useFakeTimers();
  const looked = vi.spyOn(crew, 'load').mockResolvedValue();
  for (let edit = 0; edit < 50; edit += 1) crew.changed();
  await vi.advanceTimersByTimeAsync(1000);
  expect(looked).toHaveBeenCalledOnce();
  vi.useRealTimers();
});
