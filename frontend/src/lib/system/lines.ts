import type { QueueState, Runner, TierTable, WaitingTask } from '$lib/api';
import { TIERS } from '$lib/tiers/tiers';

/** Where tasks wait for one kind of runner. */
export interface Line {
  name: string;
  label: string;
  waiting: WaitingTask[];
  /** How many are worked on at one time; none while no runner takes from it. */
  places: number;
  /** When the last of them will be done, as far as that can be told. */
  until: string | null;
}

const GENERATION = 'task:queue:default';
const TRAINING = 'task:queue:lora';

/** The lines that somebody serves or waits in. */
export function linesOf(waiting: QueueState['waiting'], runners: Runner[], tiers: TierTable | null): Line[] {
  return names(tiers)
    .map(({ name, label }) => lineOf(name, label, waiting, runners))
    .filter((line) => line.places || line.waiting.length);
}

function lineOf(name: string, label: string, all: WaitingTask[], runners: Runner[]): Line {
  const waiting = all.filter(({ queue }) => queue === name);
  const serving = runners.filter(({ queues }) => queues.includes(name));
  const places = serving.reduce((total, { concurrency }) => total + concurrency, 0);
  return { name, label, waiting, places, until: waiting.at(-1)?.estimated_end ?? null };
}

function names(tiers: TierTable | null): { name: string; label: string }[] {
  const onGpus = TIERS.map(({ value, label }) => ({ gib: tiers?.[value].vram_gb, label })).filter(({ gib }) => gib);
  return [
    { name: GENERATION, label: 'Storyboard' },
    ...onGpus.map(({ gib, label }) => ({ name: `task:queue:vram-${gib}`, label: `${label} · ${gib} GiB` })),
    { name: TRAINING, label: 'Training' },
  ];
}
