import { expect, it } from 'vitest';

import { aScene, aShot } from '../../test/records';
import { fullCode, isNamed, title, withFirstLine } from './words';

const SHOT = { kind: 'shot', node: aShot({ action: 'Lamps.\nRain.' }), parent: aScene(), at: 0, of: 1 } as const;

it('stands for a shot by its scene’s code and the first line of what happens', () => {
  expect(fullCode(SHOT)).toBe('SC001 · SH010');
  expect(title(SHOT)).toBe('Lamps.');
});

it('says what has no name yet', () => {
  const scene = { kind: 'scene', node: aScene({ slug: ' ' }), parent: null as never, at: 0, of: 1 } as const;
  expect([isNamed(scene), title(scene), fullCode(scene)]).toEqual([false, 'Untitled scene', 'SC001']);
});

it('exchanges the first line and keeps the rest', () => {
  expect(withFirstLine('Lamps.\nRain.', 'Fog.')).toBe('Fog.\nRain.');
  expect(withFirstLine('', 'Fog.')).toBe('Fog.');
});
