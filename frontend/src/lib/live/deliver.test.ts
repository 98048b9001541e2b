import { expect, it, vi } from 'vitest';

import type { Event } from '$lib/api';
import { Projects } from '$lib/projects/projects.svelte';
import type { System } from '$lib/system/system.svelte';

import { aProject } from '../../test/records';
import { deliver, type FilmStates } from './deliver';

const ENVELOPE = { id: 'ab-1', project_id: 'p1', timestamp: '2026-11-21T12:00:00Z' };

function event(type: string, data: object): Event {
  return { ...ENVELOPE, type, data } as Event;
}

it('follows films coming, changing and going', () => {
  const projects = new Projects();
  deliver(event('project.created', { project: aProject() }), projects);
  deliver(event('project.updated', { project: aProject({ name: 'Salt' }) }), projects);
  expect(projects.get('p1')?.name).toBe('Salt');
  deliver(event('project.deleted', { project_id: 'p1' }), projects);
  expect(projects.size).toBe(0);
});

it('passes over a film’s events where no film is open, and events it does not know', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const projects = new Projects();
  deliver(event('task.progress', { task_id: 't1' }), projects);
  expect(warn).not.toHaveBeenCalled();
  deliver(event('cut.locked', {}), projects);
  expect(warn).toHaveBeenCalledOnce();
});

it.each([
  ['queue.updated', 'held'],
  ['runner.heartbeat', 'beat'],
])('tells %s to who shows the machinery', (type, method) => {
  const heard = vi.fn();
  deliver(event(type, {}), new Projects(), undefined, { [method]: heard } as unknown as System);
  expect(heard).toHaveBeenCalledOnce();
});

it.each([
  ['queue.updated', 'queue', 'held'],
  ['task.queued', 'queue', 'moved'],
  ['task.created', 'tasks', 'queued'],
  ['task.started', 'tasks', 'started'],
  ['task.progress', 'tasks', 'progressed'],
  ['task.completed', 'tasks', 'completed'],
  ['task.failed', 'tasks', 'failed'],
  ['task.cancelled', 'tasks', 'cancelled'],
  ['task.retrying', 'tasks', 'retrying'],
  ['take.created', 'takes', 'created'],
  ['take.selected', 'takes', 'changed'],
  ['take.updated', 'takes', 'changed'],
  ['story.updated', 'story', 'changed'],
  ['story.updated', 'cut', 'changed'],
  ['take.selected', 'cut', 'changed'],
  ['cut.updated', 'cut', 'changed'],
  ['agent.task.assigned', 'crew', 'assigned'],
  ['agent.task.progress', 'crew', 'progressed'],
  ['agent.task.completed', 'crew', 'completed'],
  ['asset.added', 'assets', 'put'],
  ['file.deleted', 'assets', 'lost'],
  ['file.changed', 'canvas', 'changedOnDisk'],
  ['runner.heartbeat', 'functions', 'beat'],
  ['git.committed', 'history', 'committed'],
])('hands %s to %s', (type, part, method) => {
  const heard = vi.fn();
  const silent = { queue: { moved: vi.fn() }, tasks: { queued: vi.fn() }, cut: { changed: vi.fn() } };
  const states = {
    story: { changed: vi.fn() },
    crew: { changed: vi.fn() },
    takes: { changed: vi.fn() },
    ...silent,
    [part]: { ...silent.queue, [method]: heard },
  } as unknown as FilmStates;
  deliver(event(type, {}), new Projects(), states);
  expect(heard).toHaveBeenCalledOnce();
});
