import type { TaskMove } from '$lib/api';

export const STEPS = { first: 'Make it next', earlier: 'Earlier', later: 'Later', last: 'Make it last' } as const;
export type Step = keyof typeof STEPS;

/** Where a step takes a waiting task among those of its film and line, the next first; null where it is there. */
export function destination(step: Step, taskId: string, waiting: readonly string[]): TaskMove | null {
  const at = waiting.indexOf(taskId);
  const neighbour = waiting[step === 'first' || step === 'earlier' ? at - 1 : at + 1];
  if (at < 0 || !neighbour) return null;
  if (step === 'earlier') return { before: neighbour };
  return step === 'later' ? { after: neighbour } : { to: step };
}
