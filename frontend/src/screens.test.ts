// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Session } from '$lib/session/session.svelte';

import { problem } from './test/backend';
import { NoSizes, PATIENCE } from './test/film';
import OnScreen from './test/OnScreen.svelte';
import { FakeSocket } from './test/socket';
import { aFullStudio, anEmptyStudio } from './test/studio';

vi.mock('$app/state', () => ({
  page: { params: { character: 'c1' }, url: new URL('http://studio/project/p1'), route: { id: null }, state: {} },
}));

interface Screen {
  /** What it says while the studio has not told anything yet. */
  loading: string;
  /** …where there is nothing. */
  empty: string;
  /** …where there is something. */
  full: string;
  /** What the studio fails to tell it, and what it then says. */
  error: [route: string, says: string];
}

/** Each page of the studio with its states; offline they all say the same. */
const SCREENS: Record<string, Screen> = {
  '/': {
    loading: 'Reading the films…',
    empty: 'No films yet',
    full: 'The Last Ferry',
    error: ['GET /projects', 'The studio does not answer'],
  },
  '/system': {
    loading: 'Reading the machinery…',
    empty: 'No runner is there',
    full: 'storyboard',
    error: ['GET /system/runners', 'Live updates are paused'],
  },
  '/project/[id]': {
    loading: 'Reading the story…',
    empty: 'No scenes yet',
    full: 'EXT. HARBOUR',
    error: ['GET /projects/p1/story', 'The story can’t be read'],
  },
  '/project/[id]/scene': {
    loading: 'Reading the story…',
    empty: 'No scenes yet',
    full: '1 of 2 scenes · 2 shots',
    error: ['GET /projects/p1/story', 'The story can’t be read'],
  },
  '/project/[id]/takes': {
    loading: 'Reading the takes…',
    empty: 'No takes yet',
    full: 'A ferry at dusk',
    error: ['GET /projects/p1/takes', 'The studio does not answer'],
  },
  '/project/[id]/cut': {
    loading: 'Reading the cut…',
    empty: 'Nothing to cut yet',
    full: '2 clips · 2 s · follows the story',
    error: ['GET /projects/p1/cut', 'The cut can’t be read'],
  },
  '/project/[id]/crew': {
    loading: 'Reading the crew…',
    empty: 'Not asked yet',
    full: 'Proposed changes',
    error: ['GET /agents', 'The crew can’t be reached'],
  },
  '/project/[id]/canvas': {
    loading: 'Reading the canvas…',
    empty: 'An empty canvas',
    full: 'Overview of the canvas',
    error: ['GET /projects/p1/canvas', 'The studio does not answer'],
  },
  '/project/[id]/characters': {
    loading: 'Reading the characters…',
    empty: 'No characters yet',
    full: 'Mara Quinn',
    error: ['GET /projects/p1/characters', 'The studio does not answer'],
  },
  '/project/[id]/characters/[character]': {
    loading: 'Reading the character…',
    empty: 'This character is not here',
    full: 'Mara Quinn',
    error: ['GET /projects/p1/characters', 'The studio does not answer'],
  },
  '/project/[id]/made-with': {
    loading: 'Reading what the takes were made with…',
    empty: 'Nothing was made yet',
    full: 'Everything is here',
    error: ['GET /projects/p1/lock', 'What the takes were made with can’t be read'],
  },
  '/project/[id]/assets': {
    loading: 'Reading the assets…',
    empty: 'No assets yet',
    full: 'harbour.png',
    error: ['GET /projects/p1/assets', 'The studio does not answer'],
  },
};

/** They show nothing of a studio's. */
const STATELESS = ['/dev/components'];

type Page = Component<{ data: { sockets: string; session: Session } }>;
const found = import.meta.glob<{ default: Page }>('./routes/**/+page.svelte');
const pages = new Map(Object.entries(found).map(([path, load]) => [routeOf(path), load]));

function routeOf(path: string): string {
  return path.replace('./routes', '').replace('/+page.svelte', '') || '/';
}

async function show(route: string): Promise<void> {
  const loaded = await pages.get(route)?.();
  if (!loaded) throw new Error(`${route} is no page.`);
  render(OnScreen, { page: loaded.default, ofFilm: route.startsWith('/project/') });
  await vi.waitFor(() => expect(FakeSocket.all.length).toBeGreaterThan(0), PATIENCE);
}

function greet(): void {
  const data = {
    client_id: 'c',
    project_id: 'p1',
    last_event_id: 'ab-4',
    workspace_event_id: 'ws-2',
    recovered: false,
  };
  FakeSocket.last.opens();
  FakeSocket.last.says({ type: 'connection.established', project_id: 'p1', timestamp: '', data });
}

async function says(words: string): Promise<void> {
  await vi.waitFor(() => expect(document.body.innerHTML).toContain(words), PATIENCE);
}

beforeEach(() => {
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('ResizeObserver', NoSizes);
  // jsdom scrolls nothing.
  Element.prototype.scrollIntoView = vi.fn();
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() }));
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('has the states of every page', () =>
  expect([...Object.keys(SCREENS), ...STATELESS].sort()).toEqual([...pages.keys()].sort()));

describe.each(Object.entries(SCREENS))('%s', (route, { loading, empty, full, error }) => {
  it('says what it waits for', async () => {
    anEmptyStudio();
    await show(route);
    await says(loading);
  });

  it('says what to do where nothing is', async () => {
    anEmptyStudio();
    await show(route);
    greet();
    await says(empty);
  });

  it('shows what is there', async () => {
    aFullStudio();
    await show(route);
    greet();
    await says(full);
  });

  it('says what went wrong, in the studio’s words', async () => {
    aFullStudio().on(error[0], problem(409, 'damaged', 'Its record is damaged.'));
    await show(route);
    greet();
    await says(error[1]);
    await says('Its record is damaged.');
  });

  it('says that nobody answers, and can be told to try at once', async () => {
    anEmptyStudio().on('GET /health', problem(503, 'away', 'Nobody is there.'));
    await show(route);
    FakeSocket.last.closes(1006);
    await says('The studio does not answer');
    const sockets = FakeSocket.all.length;
    screen.getAllByRole('button', { name: 'Try now' }).at(-1)?.click();
    await vi.waitFor(() => expect(FakeSocket.all.length).toBeGreaterThan(sockets), PATIENCE);
  });
});
