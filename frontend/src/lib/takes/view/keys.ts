import { toast } from 'svelte-sonner';

import { sentence, type Take } from '$lib/api';
import type { Film } from '$lib/film/film.svelte';
import type { Command } from '$lib/palette/commands.svelte';
import { isBusy, isTyping } from '$lib/palette/keys';

interface Viewing {
  current: () => Take | undefined;
  step: (by: 1 | -1) => void;
  compare: () => void;
}

/** For the list of keys. */
export const TAKE_KEYS: Command[] = [
  { id: 'take-beside', label: 'Take before, take after', group: 'Takes', keys: 'ArrowRight' },
  { id: 'take-rate', label: 'Rate, 1 to 5', group: 'Takes', keys: '1' },
  { id: 'take-unrate', label: 'Take the rating back', group: 'Takes', keys: '0' },
  { id: 'take-choose', label: 'Choose for its shot', group: 'Takes', keys: 'Enter' },
  { id: 'take-compare', label: 'Compare two takes', group: 'Takes', keys: 'c' },
];

/** Arrows go through the takes, 1 to 5 rate, 0 takes the rating back, Enter chooses, C compares. */
export function takeKeys(film: Film, { current, step, compare }: Viewing): (event: KeyboardEvent) => void {
  const say = (error: unknown) => toast.error(sentence(error));
  const rate = (take: Take, rating: number) => film.takes.change(take.id, { rating: rating || null }).catch(say);
  return (event) => {
    const take = current();
    const { key } = event;
    if (!take || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^[0-5]$/.test(key) && !isTyping(event.target)) void rate(take, Number(key));
    else if (isBusy(event.target) || isOnButton(event)) return;
    else if (key === 'ArrowLeft') step(-1);
    else if (key === 'ArrowRight') step(1);
    else if (key === 'Enter') film.choose(take, true).catch(say);
    else if (key === 'c') compare();
  };
}

function isOnButton({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('button') !== null;
}
