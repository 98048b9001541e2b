import type { Cut, CutClip } from '$lib/api';

export function aClip(own: Partial<CutClip> = {}): CutClip {
  return {
    id: 'c1',
    kind: 'shot',
    shot_id: 'sh1',
    scene_id: 'sc1',
    code: 'SC001 · SH010',
    text: 'Ada looks at the sea.',
    dialogue: '',
    take_id: 't1',
    pinned: false,
    media: 'still',
    url: '/api/v1/takes/t1/content',
    thumbnail_url: '/api/v1/takes/t1/thumbnail',
    stale: false,
    at: 0,
    start: 0,
    frames: 24,
    own_length: false,
    available: null,
    ...own,
  };
}

/** Two clips of a second each. */
export function aCut(own: Partial<Cut> = {}): Cut {
  const clips = [aClip(), aClip({ id: 'c2', shot_id: 'sh2', code: 'SC001 · SH020', at: 24, dialogue: 'Where is he?' })];
  return {
    fps: 24,
    resolution: [1920, 1080],
    frames: 48,
    edited: false,
    clips,
    music: [],
    card_frames: 60,
    left_out: [],
    lost: [],
    ...own,
  };
}
