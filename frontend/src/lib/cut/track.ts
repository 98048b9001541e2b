import type { CutClip } from '$lib/api';

/** px a frame, from the whole of a long film to single frames. */
export const CLOSEST = 24;
export const FURTHEST = 0.05;
/** Beyond both edges of what is seen, so that scrolling finds clips drawn. */
const BEYOND = 400;
/** px that a timecode takes, with air around it. */
const TICK = 104;

export function clamped(scale: number): number {
  return Math.min(CLOSEST, Math.max(FURTHEST, scale));
}

/** The clips within reach of what is seen, of thousands. */
export function seen(clips: readonly CutClip[], scale: number, left: number, width: number): readonly CutClip[] {
  const [from, to] = [(left - BEYOND) / scale, (left + width + BEYOND) / scale];
  return clips.filter((clip) => clip.at + clip.frames >= from && clip.at <= to);
}

/** Before which clip something lands that is dropped at a frame; null behind them all. */
export function landing(clips: readonly CutClip[], frame: number): string | null {
  return clips.find((clip) => frame < clip.at + clip.frames / 2)?.id ?? null;
}

/** Seconds between two ticks of the ruler, so that their labels have room. */
export function tickSeconds(scale: number, fps: number): number {
  const least = TICK / (scale * fps);
  return [1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find((seconds) => seconds >= least) ?? 1800;
}
