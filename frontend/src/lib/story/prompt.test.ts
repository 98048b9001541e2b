import { expect, it } from 'vitest';

import { aScene, aShot } from '../../test/records';
import { saysSomething } from './prompt';

const HARBOUR = aScene({ slug: 'EXT. HARBOUR — DUSK', synopsis: 'Mara boards.' });

it.each([
  [aShot({ action: 'Rain' }), aScene(), true],
  [aShot(), HARBOUR, true],
  [aShot(), aScene({ location: 'A pier' }), true],
  [aShot({ dialogue: 'ADA: Gone.' }), aScene({ look: 'rain', beat: 'sad' }), false],
])('knows whether %j in its scene says what is seen', (shot, scene, says) => {
  expect(saysSomething(shot, scene)).toBe(says);
});
