import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ApiError } from '$lib/api';

import { FakeBackend, problem } from '../../test/backend';
import { aRunner } from '../../test/records';
import { SILENCE } from './runners.svelte';
import { System } from './system.svelte';

const HEALTH = {
  status: 'healthy',
  redis: 'connected',
  worker: 'running',
  git_lfs: true,
  workspace: 'writable',
  version: '1.0',
  checks: [],
};

let backend: FakeBackend;
let system: System;

beforeEach(() => {
  vi.useFakeTimers();
  backend = new FakeBackend()
    .on('GET /health', { body: HEALTH })
    .on('GET /workspace/config', { body: { root: 'workspace', free_bytes: 1, total_bytes: 2 } })
    .on('GET /functions/refused', { body: [{ file: 'bad.json', reason: 'It is no JSON.' }] })
    .on('GET /quality/mappings', { body: {} })
    .on('GET /system/models', { body: [] })
    .on('GET /system/runners', { body: [aRunner()] })
    .on('GET /queue', { body: { holds: [], working: 0, waiting: [] } });
  system = new System();
});

afterEach(() => vi.useRealTimers());

function beating(runner: string, ...tasks: string[]) {
  return { runner_id: runner, status: { ...aRunner().status, active_tasks: tasks }, metrics: {} };
}

async function looks(route: string, act: () => void): Promise<number> {
  const before = backend.asked.length;
  act();
  await vi.advanceTimersByTimeAsync(1000);
  return backend.asked.slice(before).filter((asked) => asked === route).length;
}

describe('loading', () => {
  it('brings what the machinery is and does', async () => {
    await system.load();
    expect(system.runners.all.map(({ id }) => id)).toEqual(['r1']);
    expect([system.health?.status, system.workspace?.total_bytes, system.refused[0]?.file]).toEqual([
      'healthy',
      2,
      'bad.json',
    ]);
    expect(system.loaded).toBe(true);
  });

  it('shows what is not well also where the rest can’t be read', async () => {
    backend.on('GET /health', { status: 503, body: { ...HEALTH, status: 'unhealthy', redis: 'disconnected' } });
    backend.on('GET /system/runners', problem(503, 'redis_unavailable', 'Redis can’t be reached.'));
    await expect(system.load()).rejects.toThrow('Redis can’t be reached.');
    expect(system.health?.redis).toBe('disconnected');
  });

  it('refuses as every call does where something else answers', async () => {
    backend.on('GET /health', { status: 502, body: '<html>' });
    await expect(system.load()).rejects.toBeInstanceOf(ApiError);
  });
});

describe('a runner’s beat', () => {
  beforeEach(() => system.load());

  it('shows what it holds, and looks at the queue', async () => {
    expect(await looks('GET /queue', () => system.beat(beating('r1', 't1')))).toBe(1);
    expect([system.runners.busy, system.runners.places]).toEqual([1, 2]);
  });

  it('asks for a runner that was not there', async () => {
    expect(await looks('GET /system/runners', () => system.beat(beating('r1')))).toBe(0);
    expect(await looks('GET /system/runners', () => system.beat(beating('r2')))).toBe(1);
  });

  it('that stays away makes it silent', async () => {
    const start = Date.now();
    expect(system.runners.isSilent('r1', start + SILENCE)).toBe(false);
    expect(system.runners.isSilent('r1', start + SILENCE + 1)).toBe(true);
  });
});

it('looks at its health again when the queue is held', async () => {
  expect(await looks('GET /health', () => system.held({ reason: 'disk_low', held: true }))).toBe(1);
  expect(system.queue.holds).toEqual([]);
});
