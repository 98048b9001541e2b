// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { FakeSocket } from '../../test/socket';
import { type Audience, Connection } from './connection.svelte';

const AUDIENCE = { apply: vi.fn<Audience['apply']>(), refetch: vi.fn<Audience['refetch']>(), turnedAway: vi.fn() };

function established(recovered: boolean, own = 'ab-4', workspace = 'ws-2'): object {
  const data = { client_id: 'c', project_id: 'p1', last_event_id: own, workspace_event_id: workspace, recovered };
  return { type: 'connection.established', project_id: 'p1', timestamp: '', data };
}

function event(id: string, project_id: string | null = 'p1'): object {
  return { id, type: 'git.committed', project_id, timestamp: '', data: {} };
}

function closed(code: number, reason: string): object {
  return { type: 'connection.closed', project_id: 'p1', timestamp: '', data: { code, reason } };
}

function heartbeat(own: string, workspace = 'ws-2'): object {
  const data = { last_event_id: own, workspace_event_id: workspace };
  return { type: 'system.heartbeat', project_id: 'p1', timestamp: '', data };
}

async function opened(projectId: string | null = 'p1'): Promise<Connection> {
  const connection = new Connection(
    { origin: 'ws://backend', projectId },
    AUDIENCE,
    FakeSocket as unknown as typeof WebSocket,
  );
  closing = connection.open();
  await vi.advanceTimersByTimeAsync(0);
  FakeSocket.last.opens();
  return connection;
}

async function live(projectId: string | null = 'p1'): Promise<Connection> {
  const connection = await opened(projectId);
  FakeSocket.last.says(established(false));
  await vi.advanceTimersByTimeAsync(0);
  return connection;
}

function applied(): string[] {
  return AUDIENCE.apply.mock.calls.map(([{ id }]) => id);
}

let closing: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  AUDIENCE.apply.mockReset();
  AUDIENCE.turnedAway.mockReset();
  AUDIENCE.refetch.mockReset().mockResolvedValue();
});

afterEach(() => {
  closing();
  vi.useRealTimers();
});

describe('a first visit', () => {
  it('asks for no replay, fetches the snapshots, and is live', async () => {
    const connection = await live();
    expect(FakeSocket.last.query).toEqual({});
    expect(AUDIENCE.refetch).toHaveBeenCalledOnce();
    expect(connection.state).toBe('live');
  });

  it('applies what came during the fetching after it, in order', async () => {
    let fetched: () => void = () => undefined;
    AUDIENCE.refetch.mockReturnValue(new Promise((resolve) => (fetched = resolve)));
    await live();
    FakeSocket.last.says(event('ab-5'));
    FakeSocket.last.says(event('ab-6'));
    expect(applied()).toEqual([]);
    fetched();
    await vi.advanceTimersByTimeAsync(0);
    expect(applied()).toEqual(['ab-5', 'ab-6']);
  });

  it('starts over when the snapshots can’t be had, and says why', async () => {
    AUDIENCE.refetch.mockRejectedValueOnce(new Error('Redis is away.'));
    const connection = await live();
    expect([connection.state, connection.trouble]).toEqual(['paused', 'Redis is away.']);
    await vi.advanceTimersByTimeAsync(3000);
    expect(FakeSocket.all).toHaveLength(2);
    expect(FakeSocket.last.query).toEqual({});
  });
});

describe('a live socket', () => {
  it('applies each event once', async () => {
    await live();
    for (const id of ['ab-5', 'ab-5', 'ab-4', 'ab-6']) FakeSocket.last.says(event(id));
    expect(applied()).toEqual(['ab-5', 'ab-6']);
  });

  it('counts workspace events in their own log', async () => {
    await live();
    FakeSocket.last.says(event('ws-3', null));
    FakeSocket.last.says(event('ab-5'));
    expect(applied()).toEqual(['ws-3', 'ab-5']);
  });

  it('comes back when it hears nothing for too long', async () => {
    await live();
    await vi.advanceTimersByTimeAsync(46_000);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it('comes back at once when the machine wakes after a sleep', async () => {
    await live();
    vi.setSystemTime(Date.now() + 3_600_000);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(FakeSocket.all).toHaveLength(2);
    expect(FakeSocket.last.query['last_event_id']).toBe('ab-4');
  });

  it('asks again for what a heartbeat shows to be lost', async () => {
    await live();
    FakeSocket.last.says(heartbeat('ab-7'));
    await vi.advanceTimersByTimeAsync(2500);
    expect(FakeSocket.last.query['last_event_id']).toBe('ab-4');
    expect(FakeSocket.all).toHaveLength(2);
  });

  it('lets a heartbeat overtake an event that is on its way', async () => {
    await live();
    FakeSocket.last.says(heartbeat('ab-5'));
    FakeSocket.last.says(event('ab-5'));
    await vi.advanceTimersByTimeAsync(2500);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('comes back when the log becomes another one', async () => {
    await live();
    FakeSocket.last.says(event('new-1'));
    await vi.advanceTimersByTimeAsync(10);
    expect(applied()).toEqual([]);
    expect(FakeSocket.all).toHaveLength(2);
  });
});

describe('a cut socket', () => {
  it('pauses, comes back with where it stood, and is live without fetching', async () => {
    const connection = await live();
    FakeSocket.last.says(event('ab-5'));
    FakeSocket.last.closes(1006);
    expect(connection.state).toBe('paused');
    await vi.advanceTimersByTimeAsync(1500);
    expect(FakeSocket.last.query).toEqual({ last_event_id: 'ab-5', last_workspace_event_id: 'ws-2' });
    FakeSocket.last.opens();
    FakeSocket.last.says(established(true, 'ab-7'));
    FakeSocket.last.says(event('ab-6'));
    FakeSocket.last.says(event('ab-7'));
    await vi.advanceTimersByTimeAsync(0);
    expect(connection.state).toBe('live');
    expect(AUDIENCE.refetch).toHaveBeenCalledOnce();
    expect(applied()).toEqual(['ab-5', 'ab-6', 'ab-7']);
  });

  it('fetches again when the log no longer reaches back', async () => {
    await live();
    FakeSocket.last.closes(1012);
    await vi.advanceTimersByTimeAsync(1500);
    FakeSocket.last.opens();
    FakeSocket.last.says(established(false, 'cd-9'));
    await vi.advanceTimersByTimeAsync(0);
    FakeSocket.last.says(event('cd-10'));
    expect(AUDIENCE.refetch).toHaveBeenCalledTimes(2);
    expect(applied()).toEqual(['cd-10']);
  });

  it('says why the studio sent it away, until it is live again', async () => {
    const connection = await live();
    FakeSocket.last.says(closed(1013, 'Redis can’t be reached.'));
    FakeSocket.last.closes(1013);
    expect([connection.state, connection.trouble]).toEqual(['paused', 'Redis can’t be reached.']);
    await vi.advanceTimersByTimeAsync(1500);
    FakeSocket.last.opens();
    FakeSocket.last.says(established(true));
    await vi.advanceTimersByTimeAsync(0);
    expect([connection.state, connection.trouble]).toEqual(['live', null]);
    expect(AUDIENCE.refetch).toHaveBeenCalledOnce();
  });

  it('shows once what can be read, where it never was live', async () => {
    const connection = await opened();
    AUDIENCE.refetch.mockRejectedValueOnce(new Error('Redis can’t be reached.'));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      FakeSocket.last.says(closed(1013, 'Redis can’t be reached.'));
      FakeSocket.last.closes(1013);
      await vi.advanceTimersByTimeAsync(3000);
      FakeSocket.last.opens();
    }
    expect(AUDIENCE.refetch).toHaveBeenCalledOnce();
    FakeSocket.last.says(established(false));
    await vi.advanceTimersByTimeAsync(0);
    expect(AUDIENCE.refetch).toHaveBeenCalledTimes(2);
    expect(connection.state).toBe('live');
  });

  it('says when it was never let in, and tries on', async () => {
    await live();
    FakeSocket.last.closes(1006);
    expect(AUDIENCE.turnedAway).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1500);
    FakeSocket.last.closes(1006);
    expect(AUDIENCE.turnedAway).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(5000);
    expect(FakeSocket.all.length).toBeGreaterThan(2);
  });

  it('stays away from a project that does not exist', async () => {
    const connection = await opened();
    FakeSocket.last.closes(4404);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(connection.state).toBe('gone');
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('is not cut short while it connects, and then closed unheard', async () => {
    const connection = new Connection(
      { origin: 'ws://backend', projectId: 'p1' },
      AUDIENCE,
      FakeSocket as unknown as typeof WebSocket,
    );
    closing = connection.open();
    await vi.advanceTimersByTimeAsync(0);
    closing();
    expect(FakeSocket.last.readyState).toBe(FakeSocket.CONNECTING);
    FakeSocket.last.opens();
    expect(FakeSocket.last.readyState).toBe(FakeSocket.CLOSED);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toHaveLength(1);
    expect(AUDIENCE.refetch).not.toHaveBeenCalled();
  });

  it('keeps closed what was closed', async () => {
    await live();
    closing();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });
});

it('follows the workspace alone with one position', async () => {
  await live(null);
  FakeSocket.last.says(event('ws-3', null));
  FakeSocket.last.closes(1006);
  await vi.advanceTimersByTimeAsync(1500);
  expect(FakeSocket.last.url).toBe('ws://backend/ws/workspace?last_event_id=ws-3');
});
