import { expect, it } from 'vitest';

import { Selection } from './selection.svelte';

it('holds the shots that are picked together, the last of them in the inspector', () => {
  const selection = new Selection();
  selection.pick(['sh1', 'sh2'], 'sh2');
  expect([...selection.shots]).toEqual(['sh1', 'sh2']);
  expect(selection.isChosen('shot', 'sh2')).toBe(true);
  expect(selection.isChosen('shot', 'sh1')).toBe(false);
});

it('lets go of them when something is chosen alone', () => {
  const selection = new Selection();
  selection.pick(['sh1', 'sh2'], 'sh2');
  selection.choose({ kind: 'shot', id: 'sh3' });
  expect([...selection.shots]).toEqual(['sh3']);
  selection.choose({ kind: 'scene', id: 'sc1' });
  expect(selection.shots.size).toBe(0);
});
