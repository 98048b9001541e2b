import { beforeEach, describe, expect, it, vi } from 'vitest';

import { FakeBackend } from '../../test/backend';
import { aTask } from '../../test/records';
import { Tasks } from './tasks.svelte';

const AT = '2026-11-21T12:00:05Z';
const STARTED = { task_id: 't1', node_id: 'n1', runner_id: 'r1', attempt: 1 };
const PROGRESS = {
  task_id: 't1',
  node_id: 'n1',
  progress: 40,
  step: { current: 8, total: 20, description: 'Tone' },
  eta_seconds: 3,
  preview_url: '/preview?step=8',
};
const COMPLETED = {
  task_id: 't1',
  node_id: 'n1',
  output_path: '/03_Renders/x.png',
  outputs: ['x.png'],
  take_id: 't1',
  duration: 2,
};
const ENDED = { task_id: 't1', node_id: 'n1', error: { code: 'worker_lost', detail: 'The worker was lost.' } };

let backend: FakeBackend;
let tasks: Tasks;

async function withTask(own = {}): Promise<void> {
  backend.on('GET /projects/p1/tasks', { body: [aTask(own)] });
  await tasks.load();
}

beforeEach(() => {
  backend = new FakeBackend();
  tasks = new Tasks('p1');
});

describe('events', () => {
  it('carry a task from waiting to its take', async () => {
    await withTask();
    expect(tasks.waiting).toHaveLength(1);
    tasks.started(STARTED, AT);
    tasks.progressed(PROGRESS);
    expect(tasks.running[0]).toMatchObject({ progress: 40, preview_url: '/preview?step=8', runner_id: 'r1' });
    expect(tasks.eta('t1')).toBe(3);
    tasks.completed(COMPLETED, AT);
    expect(tasks.get('t1')).toMatchObject({ status: 'completed', progress: 100, take_id: 't1', finished: AT });
    expect(tasks.eta('t1')).toBeUndefined();
  });

  it('keep the last preview while steps without one go by', async () => {
    await withTask();
    tasks.progressed(PROGRESS);
    tasks.progressed({ ...PROGRESS, progress: 45, preview_url: null });
    expect(tasks.get('t1')?.preview_url).toBe('/preview?step=8');
  });

  it('never bring an ended task back to life', async () => {
    await withTask();
    tasks.completed(COMPLETED, AT);
    tasks.progressed(PROGRESS);
    tasks.retrying(ENDED);
    tasks.failed(ENDED, AT);
    expect(tasks.get('t1')).toMatchObject({ status: 'completed', progress: 100, error: null });
  });

  it('put a lost attempt back into the queue without its picture', async () => {
    await withTask();
    tasks.started(STARTED, AT);
    tasks.progressed(PROGRESS);
    tasks.retrying(ENDED);
    expect(tasks.get('t1')).toMatchObject({ status: 'pending', progress: 0, preview_url: null });
  });

  it('end a task with its reason', async () => {
    await withTask();
    tasks.failed(ENDED, AT);
    expect(tasks.get('t1')).toMatchObject({ status: 'failed', error: { detail: 'The worker was lost.' } });
  });

  it('fetch a task that this page has not met, once it is told of', async () => {
    backend.on('GET /tasks/t9', { body: aTask({ id: 't9' }) });
    tasks.queued({ task_id: 't9' });
    await vi.waitFor(() => expect(tasks.get('t9')?.status).toBe('pending'));
    tasks.queued({ task_id: 't9' });
    expect(backend.asked).toEqual(['GET /tasks/t9']);
  });

  it('wait for the record of a task that is being fetched, and follow it in order', async () => {
    backend.on('GET /tasks/t1', { body: aTask() });
    tasks.queued({ task_id: 't1' });
    tasks.started(STARTED, AT);
    tasks.progressed(PROGRESS);
    await vi.waitFor(() => expect(tasks.get('t1')).toMatchObject({ started: AT, progress: 40 }));
    expect(backend.asked).toEqual(['GET /tasks/t1']);
  });

  it('survive a task that is gone by the time it is asked for', async () => {
    tasks.progressed({ ...PROGRESS, task_id: 'gone' });
    await vi.waitFor(() => expect(backend.asked).toEqual(['GET /tasks/gone']));
    expect(tasks.get('gone')).toBeUndefined();
  });
});

describe('byNode', () => {
  it('gives the newest task of each node', async () => {
    const older = aTask({ id: 'old', created: '2026-11-21T11:00:00Z' });
    backend.on('GET /projects/p1/tasks', { body: [older, aTask(), aTask({ id: 'other', node_id: null })] });
    await tasks.load();
    expect([...tasks.byNode].map(([node, task]) => [node, task.id])).toEqual([['n1', 't1']]);
  });
});

describe('submitting', () => {
  it('does not undo what its events told meanwhile', async () => {
    backend.on('GET /tasks/t1', { body: aTask({ status: 'processing' }) });
    backend.on('POST /projects/p1/tasks', async () => {
      tasks.queued({ task_id: 't1' });
      await vi.waitFor(() => expect(tasks.get('t1')).toBeDefined());
      return { status: 201, body: aTask() };
    });
    await tasks.submit({ type: 'text_to_image', prompt: 'A ferry' });
    expect(tasks.get('t1')?.status).toBe('processing');
  });

  it('shows a cancelled task as the backend answered', async () => {
    await withTask();
    backend.on('POST /tasks/t1/cancel', { body: aTask({ status: 'cancelled' }) });
    await tasks.cancel('t1');
    expect(tasks.get('t1')?.status).toBe('cancelled');
  });
});
