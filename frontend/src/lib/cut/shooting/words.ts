import type { ShootPlan, ShootWish } from '$lib/api';
import { counted } from '$lib/format/numbers';
import { duration } from '$lib/format/time';

export const WHAT: readonly { value: ShootWish['what']; label: string }[] = [
  { value: 'missing', label: 'Shots without a take' },
  { value: 'stale', label: 'Shots whose take shows older words' },
  { value: 'promote', label: 'What the cut plays at a lower tier, same seed' },
];

/** `24 takes, about 6:40. 3 shots are being made already.` */
export function explained({ shots, under_way, silent, seconds }: ShootPlan): string {
  const time = seconds === null ? 'how long they take is known after the first' : `about ${about(seconds)}`;
  const are = (count: number, what: string) => count > 0 && `${counted(count, 'shot')} ${what}.`;
  return [
    shots.length ? `${counted(shots.length, 'take')}, ${time}.` : 'Nothing is lacking.',
    are(under_way.length, 'already under way'),
    are(silent.length, 'without words to draw from'),
  ]
    .filter(Boolean)
    .join(' ');
}

function about(seconds: number): string {
  return duration(Math.max(1, Math.ceil(seconds)));
}
