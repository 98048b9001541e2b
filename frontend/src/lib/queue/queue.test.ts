import { beforeEach, expect, it, vi } from 'vitest';

import { FakeBackend } from '../../test/backend';
import { aPlace, aTask } from '../../test/records';
import { Queue } from './queue.svelte';

const WAITING = aPlace({ reason: 'paused', detail: 'The queue is paused.' });

let backend: FakeBackend;
let queue: Queue;

beforeEach(() => {
  backend = new FakeBackend();
  queue = new Queue();
});

it('says what holds it and why each task waits', async () => {
  backend.on('GET /queue', { body: { holds: ['paused'], working: 0, total: 1, waiting: [WAITING] } });
  await queue.load();
  expect(queue.paused).toBe(true);
  expect(queue.place('t1')?.detail).toBe('The queue is paused.');
  expect(queue.place('t2')).toBeUndefined();
});

it('hears that it is held and released before it looks again', () => {
  queue.held('disk_low', true);
  queue.held('disk_low', true);
  expect(queue.holds).toEqual(['disk_low']);
  expect(queue.paused).toBe(false);
  queue.held('disk_low', false);
  expect(queue.holds).toEqual([]);
});

it('looks once for a crowd of changes', async () => {
  vi.useFakeTimers();
  const looked = vi.spyOn(queue, 'load').mockResolvedValue();
  for (let change = 0; change < 50; change++) queue.moved();
  await vi.advanceTimersByTimeAsync(1000);
  expect(looked).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

it('moves a task, and looks where it stands then', async () => {
  let wanted: unknown;
  backend.on('POST /tasks/t1/move', async (request) => {
    wanted = await request.json();
    return { body: aTask() };
  });
  const looked = vi.spyOn(queue, 'moved').mockReturnValue();
  await queue.move('t1', { before: 't2' });
  expect(wanted).toEqual({ before: 't2' });
  expect(looked).toHaveBeenCalledOnce();
});

it('pauses and resumes', async () => {
  backend.on('POST /queue/pause', { body: { holds: ['paused'], working: 1, waiting: [] } });
  backend.on('POST /queue/resume', { body: { holds: [], working: 1, waiting: [] } });
  await queue.pause();
  expect(queue.paused).toBe(true);
  await queue.resume();
  expect(queue.paused).toBe(false);
});
