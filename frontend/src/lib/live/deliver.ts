import type { Event } from '$lib/api';
import type { Crew } from '$lib/agents/crew.svelte';
import type { Assets } from '$lib/assets/assets.svelte';
import type { CanvasState } from '$lib/canvas/graph/canvas.svelte';
import type { Characters } from '$lib/characters/characters.svelte';
import type { Cut } from '$lib/cut/cut.svelte';
import type { Functions } from '$lib/functions/functions.svelte';
import type { History } from '$lib/film/history.svelte';
import type { Projects } from '$lib/projects/projects.svelte';
import type { Queue } from '$lib/queue/queue.svelte';
import type { Story } from '$lib/story/story.svelte';
import type { System } from '$lib/system/system.svelte';
import type { Takes } from '$lib/takes/takes.svelte';
import type { Tasks } from '$lib/tasks/tasks.svelte';

/** Who hears what a film's log says. */
export interface FilmStates {
  story: Story;
  tasks: Tasks;
  takes: Takes;
  assets: Assets;
  characters: Characters;
  canvas: CanvasState;
  cut: Cut;
  functions: Functions;
  history: History;
  queue: Queue;
  crew: Crew;
}

/** The one switch over all events. The gallery follows no film and passes over what films say; `system` hears of the
 * machinery where that is shown. */
// eslint-disable-next-line max-lines-per-function -- one switch, a case an event: as long as the vocabulary
export function deliver(event: Event, projects: Projects, film?: FilmStates, system?: System): void {
  switch (event.type) {
    case 'project.created':
    case 'project.updated':
      return projects.put(event.data.project);
    case 'project.deleted':
      return projects.remove(event.data.project_id);
    case 'workspace.changed':
      // Sums up what the events of each film said.
      return;
    case 'task.created':
    case 'task.queued':
      film?.queue.moved();
      return film?.tasks.queued(event.data);
    case 'task.started':
      film?.queue.moved();
      return film?.tasks.started(event.data, event.timestamp);
    case 'task.progress':
      return film?.tasks.progressed(event.data);
    case 'task.completed':
      return film?.tasks.completed(event.data, event.timestamp);
    case 'task.failed':
      return film?.tasks.failed(event.data, event.timestamp);
    case 'task.cancelled':
      return film?.tasks.cancelled(event.data, event.timestamp);
    case 'task.retrying':
      return film?.tasks.retrying(event.data);
    case 'node.state.updated':
    case 'node.progress.updated':
    case 'node.output.ready':
    case 'node.error.occurred':
      // Told for clients that follow nodes alone; here a node shows the state of its newest task.
      return;
    case 'queue.updated':
      system?.held(event.data);
      return film?.queue.held(event.data.reason, event.data.held);
    case 'runner.heartbeat':
      system?.beat(event.data);
      return film?.functions.beat(event.data);
    case 'runner.assigned':
    case 'runner.completed':
      // Runners are asked for where they are shown.
      return;
    case 'take.created':
      film?.cut.changed();
      return film?.takes.created(event.data.take_id);
    case 'take.selected':
    case 'take.updated':
      film?.cut.changed();
      return film?.takes.changed(event.data.take_id, event.data.shot_id);
    case 'file.uploaded':
    case 'asset.added':
    case 'asset.updated':
      return film?.assets.put(event.data.asset);
    case 'file.deleted':
      return film?.assets.lost(event.data.path);
    case 'cut.updated':
      return film?.cut.changed();
    case 'story.updated':
      film?.cut.changed();
      film?.crew.changed();
      return film?.story.changed();
    case 'character.created':
    case 'character.updated':
      return film?.characters.put(event.data.character);
    case 'character.deleted':
      return film?.characters.remove(event.data.char_id);
    case 'character.usage.updated':
      return film?.characters.used(event.data);
    case 'character.lora.status':
      return film?.characters.trained(event.data);
    case 'character.baseFace.uploaded':
    case 'character.variation.generated':
      // The character's own event follows, with its pictures.
      return;
    case 'file.changed':
      return film?.canvas.changedOnDisk(event.data.path);
    case 'agent.task.assigned':
      return film?.crew.assigned(event.data);
    case 'agent.task.progress':
      return film?.crew.progressed(event.data);
    case 'agent.task.completed':
      return film?.crew.completed(event.data);
    case 'git.committed':
      return film?.history.committed();
    default:
      return assertNever(event);
  }
}

/** A newer backend may say what this page does not know yet; the compiler lets nothing be forgotten that it does. */
function assertNever(event: never): void {
  console.warn('An event of an unknown type was passed over.', event);
}
