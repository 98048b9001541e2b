import { counted } from '$lib/format/numbers';
import { duration } from '$lib/format/time';

import type { Cut } from './cut.svelte';

/** `24 clips · 1:52 · 3 without a take · follows the story` */
export function cutFacts(cut: Pick<Cut, 'clips' | 'frames' | 'fps' | 'edited' | 'leftOut'>): string {
  const missing = cut.clips.filter((clip) => clip.kind === 'shot' && !clip.take_id).length;
  return [
    counted(cut.clips.length, 'clip'),
    cut.frames > 0 && duration(Math.round(cut.frames / cut.fps)),
    missing > 0 && `${missing} without a take`,
    cut.leftOut.length > 0 && `${counted(cut.leftOut.length, 'shot')} left out`,
    cut.edited ? 'edited' : 'follows the story',
  ]
    .filter(Boolean)
    .join(' · ');
}
