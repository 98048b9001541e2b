import type { Take } from '$lib/api';
import type { Selection } from '$lib/film/selection.svelte';
import { saysSomething } from '$lib/story/prompt';
import type { Story } from '$lib/story/story.svelte';
import type { FoundShot } from '$lib/story/tree';
import type { Takes } from '$lib/takes/takes.svelte';
import { hasEnded, type Tasks } from '$lib/tasks/tasks.svelte';

interface Film {
  story: Story;
  selection: Selection;
  takes: Takes;
  tasks: Tasks;
}

/** As many of the newest takes say how long the next will be. */
const TELLING = 20;

/** The shots that "generate" makes takes of: those that are picked; where none is, those of the selected scene or
 * chapter or of the whole film that have no take yet. Not those that say nothing, or are being made. */
export function aim({ story, selection, takes, tasks }: Film): FoundShot[] {
  const shots = story.elements.filter((found) => found.kind === 'shot');
  const meant = selection.shots.size
    ? shots.filter(({ node }) => selection.shots.has(node.id))
    : shots.filter((shot) => isWithin(story, shot, selection) && !takes.byShot.has(shot.node.id));
  return meant.filter(({ node, parent }) => isIdle(tasks, node.id) && saysSomething(node, parent));
}

/** Seconds of work, as the newest takes of that tier took; null while there are none. */
export function expected(takes: readonly Take[], tier: string, count: number): number | null {
  const told = takes.filter(({ quality_preset, shot_id }) => shot_id && quality_preset === tier).slice(0, TELLING);
  const sorted = told.map(({ duration }) => duration).sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  return median === undefined ? null : median * count;
}

function isIdle(tasks: Tasks, shotId: string): boolean {
  const task = tasks.byShot.get(shotId);
  return !task || hasEnded(task);
}

function isWithin(story: Story, shot: FoundShot, { current }: Selection): boolean {
  if (current.kind === 'scene') return shot.parent.id === current.id;
  return current.kind !== 'chapter' || story.find(shot.parent.id)?.parent?.id === current.id;
}
