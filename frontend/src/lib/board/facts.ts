import type { ShotNode } from '$lib/api';
import { counted } from '$lib/format/numbers';
import { duration } from '$lib/format/time';

/** `8 shots · 6 with a chosen take · 47 s` */
export function boardFacts(shots: readonly ShotNode[], picked: number): string {
  const chosen = shots.filter((shot) => shot.chosen_take).length;
  const seconds = shots.reduce((sum, shot) => sum + shot.duration, 0);
  return [
    counted(shots.length, 'shot'),
    shots.length > 0 && (picked > 1 ? `${picked} picked` : `${chosen} with a chosen take`),
    seconds > 0 && duration(seconds),
  ]
    .filter(Boolean)
    .join(' · ');
}
