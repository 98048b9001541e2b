import { expect, it } from 'vitest';

import { aScene, aShot } from '../../test/records';
import { promptOf, saysSomething, takeOf } from './prompt';

const HARBOUR = aScene({ slug: 'EXT. HARBOUR — DUSK', synopsis: 'Mara boards.' });

it.each([
  [
    aShot({ framing: 'Wide', action: 'The ferry\nat the quay' }),
    HARBOUR,
    'Wide: The ferry at the quay. EXT. HARBOUR — DUSK',
  ],
  [aShot(), HARBOUR, 'Mara boards. EXT. HARBOUR — DUSK'],
  [aShot({ action: 'Rain' }), aScene({ location: 'A pier', time_of_day: 'night' }), 'Rain. A pier, night'],
  [aShot(), aScene(), ''],
])('says of %j in its scene what is seen', (shot, scene, prompt) => {
  expect(promptOf(shot, scene)).toBe(prompt);
  expect(saysSomething(shot, scene)).toBe(prompt !== '');
});

it('asks for a take of the shot with who is in it', () => {
  expect(takeOf(aShot({ character_ids: ['c1'] }), HARBOUR)).toMatchObject({ shot_id: 'sh1', character_ids: ['c1'] });
});
