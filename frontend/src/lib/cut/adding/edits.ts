import type { Asset, CutClip, CutMusic } from '$lib/api';

import type { Timeline } from '../editing';

/** A card with words before a clip, or behind them all. */
export function withCard(timeline: Timeline, id: string, text: string, frames: number, before?: string): Timeline {
  const found = timeline.clips.findIndex((clip) => clip.id === before);
  const at = found < 0 ? timeline.clips.length : found;
  const card = { ...CARD, id, text, frames };
  return { ...timeline, clips: [...timeline.clips.slice(0, at), card, ...timeline.clips.slice(at)] };
}

export function reworded(timeline: Timeline, id: string, text: string): Timeline {
  return { ...timeline, clips: timeline.clips.map((clip) => (clip.id === id ? { ...clip, text } : clip)) };
}

/** A sound from a frame on: as long as it lasts, or the cut. */
export function withMusic(timeline: Timeline, id: string, asset: Asset, at: number, fps: number): Timeline {
  const end = timeline.clips.reduce((sum, clip) => sum + clip.frames, 0);
  const lasts = whole(Number(asset.metadata.duration ?? 0), fps);
  const frames = Math.max(1, Math.min(lasts, end - at));
  const sound = { id, asset_id: asset.id, name: asset.name, url: asset.url, at, start: 0, frames };
  return { ...timeline, music: [...timeline.music, { ...sound, own_length: false, gain: 0 }] };
}

export function changedMusic(timeline: Timeline, id: string, change: Partial<CutMusic>): Timeline {
  return { ...timeline, music: timeline.music.map((sound) => (sound.id === id ? { ...sound, ...change } : sound)) };
}

export function withoutMusic(timeline: Timeline, id: string): Timeline {
  return { ...timeline, music: timeline.music.filter((sound) => sound.id !== id) };
}

/** Those of the film's assets that can be heard. */
export function sounds(assets: readonly Asset[]): Asset[] {
  return assets.filter(({ asset_type, status }) => HEARD.has(asset_type) && status === 'ready');
}

const HEARD = new Set(['music', 'audio']);

const CARD: CutClip = {
  id: '',
  kind: 'card',
  shot_id: null,
  scene_id: null,
  code: '',
  text: '',
  dialogue: '',
  take_id: null,
  pinned: false,
  media: null,
  url: null,
  thumbnail_url: null,
  stale: false,
  at: 0,
  start: 0,
  frames: 1,
  own_length: false,
  available: null,
};

function whole(seconds: number, fps: number): number {
  return Math.max(1, Math.round(seconds * fps));
}
