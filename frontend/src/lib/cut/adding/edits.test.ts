import { expect, it } from 'vitest';

import { aClip } from '../../../test/cut';
import { anAsset } from '../../../test/records';
import { placed, wishOf } from '../editing';
import { changedMusic, reworded, sounds, withCard, withMusic, withoutMusic } from './edits';

const clips = [aClip({ id: 'a' }), aClip({ id: 'b', at: 24 })];
const timeline = { clips, music: [] };
const song = anAsset({ id: 'm1', asset_type: 'music', name: 'theme.wav', metadata: { duration: 60 } });
const short = anAsset({ id: 'm2', asset_type: 'audio', name: 'horn.wav', metadata: { duration: 0.5 } });

it('puts a card before a clip, or behind them all', () => {
  const edited = placed(withCard(timeline, 'card', 'Morning', 60, 'b'));
  expect(edited.clips.map(({ id, at, frames }) => [id, at, frames])).toEqual([
    ['a', 0, 24],
    ['card', 24, 60],
    ['b', 84, 24],
  ]);
  expect(withCard(timeline, 'card', 'The end', 60).clips.at(-1)).toMatchObject({ kind: 'card', text: 'The end' });
});

it('says of a card its words, and leaves its length to the studio', () => {
  const edited = reworded(withCard(timeline, 'card', 'Mornin', 60, 'a'), 'card', 'Morning');
  expect(wishOf(edited).clips[0]).toMatchObject({ id: 'card', kind: 'card', text: 'Morning', frames: null });
});

it('plays a sound from a frame on, as long as there is of it or of the cut', () => {
  const edited = withMusic(withMusic(timeline, 's1', song, 12, 24), 's2', short, 0, 24);
  expect(edited.music.map(({ at, frames }) => [at, frames])).toEqual([
    [12, 36],
    [0, 12],
  ]);
  expect(wishOf(edited).music?.[0]).toEqual({ id: 's1', asset_id: 'm1', at: 12, start: 0, frames: null, gain: 0 });
});

it('tunes a sound and takes it out', () => {
  const edited = changedMusic(withMusic(timeline, 's1', song, 0, 24), 's1', { gain: -6 });
  expect(edited.music[0]?.gain).toBe(-6);
  expect(withoutMusic(edited, 's1').music).toEqual([]);
});

it('offers what can be heard and is ready', () => {
  const picture = anAsset({ id: 'p', asset_type: 'locations' });
  expect(sounds([song, picture, { ...short, status: 'processing' }]).map(({ id }) => id)).toEqual(['m1']);
});
