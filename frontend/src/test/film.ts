import { Film } from '$lib/film/film.svelte';
import { Projects } from '$lib/projects/projects.svelte';
import { Session } from '$lib/session/session.svelte';

import { FakeBackend } from './backend';
import { aProject, aStory } from './records';

/** For what comes by itself, on however slow a machine. */
export const PATIENCE = { timeout: 20_000 };

interface Told {
  chapters?: unknown[];
  takes?: unknown[];
  tasks?: unknown[];
}

/** A film whose story, takes and tasks are loaded from a backend that tells these. */
export async function anOpenFilm({ chapters = aStory(), takes = [], tasks = [] }: Told = {}) {
  const backend = new FakeBackend()
    .on('GET /projects/p1/story', { body: { chapters } })
    .on('GET /projects/p1/takes', { body: takes })
    .on('GET /projects/p1/tasks', { body: tasks });
  const film = new Film(aProject(), new Projects(), 'ws://backend', new Session());
  await Promise.all([film.story.load(), film.takes.load(), film.tasks.load()]);
  return { film, backend };
}

/** jsdom lays nothing out: what measures itself finds itself without a size. */
export class NoSizes implements ResizeObserver {
  observe(): void {
    return;
  }
  unobserve(): void {
    return;
  }
  disconnect(): void {
    return;
  }
}
