import { describe, expect, it } from 'vitest';

import { aClip } from '../../test/cut';
import { endTrimmed, moved, nudged, placed, split, startTrimmed, without, wishOf } from './editing';

const a = aClip({ id: 'a', frames: 24 });
const b = aClip({ id: 'b', at: 24, frames: 12, media: 'video', available: 12 });
const clips = [a, b, aClip({ id: 'c', at: 36, frames: 48 })];
const timeline = { clips, music: [] };
const order = (edited: { clips: readonly { id: string }[] }) => edited.clips.map(({ id }) => id).join('');

describe('an edit of the timeline', () => {
  it('moves a clip before another, or to the end', () => {
    expect(order(moved(timeline, 'c', 'a'))).toBe('cab');
    expect(order(moved(timeline, 'a', null))).toBe('bca');
  });

  it('leaves a clip that is dropped where it was', () => {
    expect(moved(timeline, 'a', 'b')).toBe(timeline);
    expect(moved(timeline, 'a', 'a')).toBe(timeline);
    expect(nudged(timeline, 'a', -1)).toBe(timeline);
    expect(nudged(timeline, 'c', 1)).toBe(timeline);
  });

  it('nudges a clip by one place', () => {
    expect(order(nudged(timeline, 'a', 1))).toBe('bac');
    expect(order(nudged(timeline, 'c', -1))).toBe('acb');
  });

  it('takes the rest along when an end is trimmed', () => {
    const edited = placed(endTrimmed(timeline, 'a', -10));
    expect(edited.clips.map(({ at, frames }) => [at, frames])).toEqual([
      [0, 14],
      [14, 12],
      [26, 48],
    ]);
  });

  it('shows a later frame of a video whose beginning is trimmed, and no frame before its first', () => {
    expect(startTrimmed(timeline, 'b', 5).clips[1]).toMatchObject({ start: 5, frames: 7 });
    expect(startTrimmed(timeline, 'b', -5).clips[1]).toMatchObject({ start: 0, frames: 12 });
    expect(startTrimmed(timeline, 'a', -5).clips[0]).toMatchObject({ start: 0, frames: 29 });
  });

  it('leaves every clip a frame', () => {
    expect(endTrimmed(timeline, 'a', -100).clips[0]?.frames).toBe(1);
    expect(startTrimmed(timeline, 'b', 100).clips[1]?.frames).toBe(1);
  });

  it('parts a clip in two, the second going on where the first ends', () => {
    const edited = split(timeline, 28, 'new');
    expect(order(edited)).toBe('abnewc');
    expect(edited.clips[2]).toMatchObject({ start: 4, frames: 8, shot_id: 'sh1' });
    expect(split(timeline, 24, 'new')).toBe(timeline);
  });

  it('takes a clip out', () => expect(order(without(timeline, 'b'))).toBe('ac'));
});

it('names lengths and takes only where a person set them', () => {
  const { clips: said } = wishOf({ clips: [a, { ...b, own_length: true, pinned: true }], music: [] });
  expect(said).toMatchObject([
    { id: 'a', take_id: null, frames: null },
    { id: 'b', take_id: 't1', frames: 12 },
  ]);
});
