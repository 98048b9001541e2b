import type { Status, Task, WaitingTask } from '$lib/api';
import { duration } from '$lib/format/time';
import type { DotState } from '$lib/ui/signs/StateDot.svelte';

export const DOTS: Record<Status, DotState> = {
  pending: 'waiting',
  processing: 'running',
  completed: 'done',
  failed: 'failed',
  cancelled: 'waiting',
};

/** What a task makes, in a line. */
export function taskTitle({ type, prompt }: Task): string {
  if (type === 'lora_training') return `Training of ${prompt || 'a character'}`;
  if (type === 'character_variations') return `Pictures of ${prompt || 'a character'}`;
  if (type === 'export') return `Export of ${prompt || 'the cut'}`;
  return prompt || 'Video of a picture';
}

/** What a task is at, in a few words. */
export function stepText(task: Task, place?: WaitingTask): string {
  if (task.cancel_requested && task.status === 'processing') return 'Stopping';
  if (task.status === 'pending') return waitingText(task, place);
  if (task.status === 'processing') return task.step ? counted(task.step) : 'Starting';
  if (task.status === 'cancelled') return 'Stopped';
  if (task.status === 'failed') return task.error?.detail ?? 'It failed without a reason.';
  return task.started && task.finished ? `Done in ${duration(secondsBetween(task.started, task.finished))}` : 'Done';
}

function waitingText(task: Task, place?: WaitingTask): string {
  if (task.attempt) return 'Waiting to try again';
  return place ? `Waiting: ${place.detail}` : 'Waiting for a runner';
}

function counted(step: { current: number; total: number; description: string }): string {
  return `${step.description} ${step.current} of ${step.total}`.trim();
}

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}
