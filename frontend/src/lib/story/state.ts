import type { ShotNode, Take, Task } from '$lib/api';
import { hasEnded, type Tasks } from '$lib/tasks/tasks.svelte';
import type { Takes } from '$lib/takes/takes.svelte';
import type { DotState } from '$lib/ui/signs/StateDot.svelte';

/** How a shot stands. */
export interface ShotState {
  takes: readonly Take[];
  /** The chosen take; while none is chosen, the newest. */
  shown: Take | undefined;
  /** Under way, or failed with nothing made since. */
  task: Task | undefined;
  dot: DotState | null;
  /** The same in words. */
  label: string;
}

export function shotState(shot: ShotNode, film: { takes: Takes; tasks: Tasks }): ShotState {
  const takes = film.takes.byShot.get(shot.id) ?? [];
  const chosen = takes.find(({ id }) => id === shot.chosen_take);
  const newest = film.tasks.byShot.get(shot.id);
  const task = newest && (!hasEnded(newest) || newest.status === 'failed') ? newest : undefined;
  return { takes, shown: chosen ?? takes[0], task, ...sign(task, chosen, takes.length) };
}

function sign(
  task: Task | undefined,
  chosen: Take | undefined,
  takes: number,
): { dot: DotState | null; label: string } {
  if (task?.status === 'processing') return { dot: 'running', label: 'A take is being made' };
  if (task?.status === 'pending') return { dot: 'waiting', label: 'A take waits for its turn' };
  if (task) return { dot: 'failed', label: 'The newest take failed' };
  if (chosen) return { dot: 'done', label: 'A take is chosen' };
  return { dot: null, label: takes ? 'No take is chosen' : 'No take yet' };
}
