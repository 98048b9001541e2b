// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';

import { connect } from '$lib/api';
import { clock } from '$lib/format/clock.svelte';

import { aPlace, aTake, aTask } from '../../test/records';
import { stepText } from './labels';
import TaskRow from './TaskRow.svelte';

connect('http://backend');
afterEach(cleanup);

const REST = { take: undefined, eta: undefined, oncancel: vi.fn(), onretry: vi.fn(), onopen: vi.fn() };

it('shows what runs, how far, how long, and a way out', () => {
  const step = { current: 8, total: 20, description: 'Tone' };
  render(TaskRow, { ...REST, task: aTask({ status: 'processing', progress: 40, step }), eta: 6 });
  expect(screen.getByText('Tone 8 of 20')).toBeTruthy();
  expect(screen.getByText('6 s left')).toBeTruthy();
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40');
  screen.getByRole('button', { name: 'Cancel' }).click();
  expect(REST.oncancel).toHaveBeenCalledOnce();
});

it('stands for a node that the page does not show', () => {
  const { container } = render(TaskRow, {
    ...REST,
    task: aTask({ status: 'completed' }),
    take: aTake(),
    node: { id: 'n1', status: 'completed' },
  });
  const row = container.querySelector('[data-node-id="n1"][data-status="completed"][data-task-status="completed"]');
  expect(row?.querySelector('.output-preview')?.getAttribute('src')).toBe('http://backend/api/v1/takes/t1/thumbnail');
});

it('tells what waits before it, and offers to try again what failed', () => {
  const place = aPlace({ position: 3, detail: '3 before it.' });
  render(TaskRow, { ...REST, task: aTask({ status: 'pending' }), place });
  expect(screen.getByText('Waiting: 3 before it.')).toBeTruthy();
  cleanup();
  render(TaskRow, { ...REST, task: aTask({ status: 'failed', error: { code: 'x', detail: 'No space left.' } }) });
  screen.getByRole('button', { name: 'Try again' }).click();
  expect(REST.onretry).toHaveBeenCalledOnce();
});

it('shows the preview of what runs, which ends with it', () => {
  const task = aTask({ status: 'processing', preview_url: '/api/v1/tasks/t1/preview' });
  render(TaskRow, { ...REST, task });
  expect(screen.getByRole('img', { name: 'Preview' })).toBeTruthy();
  cleanup();
  render(TaskRow, { ...REST, task: { ...task, status: 'cancelled' } });
  expect(screen.queryByRole('img', { name: 'Preview' })).toBeNull();
});

it('lets a waiting task be moved, and says when it may be done', async () => {
  const onmove = vi.fn();
  clock.now = Date.parse('2026-11-21T12:00:00Z');
  const place = aPlace({ estimated_end: '2026-11-21T12:01:20Z' });
  render(TaskRow, { ...REST, task: aTask({ status: 'pending' }), place, onmove });
  expect(screen.getByText('in 1:20')).toBeTruthy();
  await fireEvent.keyDown(screen.getByLabelText(/^Order of/), { key: 'Enter' });
  await fireEvent.keyDown(await screen.findByText('Earlier'), { key: 'Enter' });
  expect(onmove).toHaveBeenCalledWith('earlier');
});

it.each([
  [{ status: 'pending' }, 'Waiting for a runner'],
  [{ status: 'pending', attempt: 1 }, 'Waiting to try again'],
  [{ status: 'processing', cancel_requested: true }, 'Stopping'],
  [{ status: 'failed', error: { code: 'x', detail: 'No space left.' } }, 'No space left.'],
  [{ status: 'cancelled' }, 'Stopped'],
  [{ status: 'completed', started: '2026-11-21T12:00:00Z', finished: '2026-11-21T12:00:09Z' }, 'Done in 9 s'],
] as const)('says of %j: %s', (own, said) => expect(stepText(aTask(own))).toBe(said));
