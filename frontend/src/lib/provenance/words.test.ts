import { expect, it } from 'vitest';

import { anIngredient } from '../../test/ingredient';
import { grouped, kindOf, summary, versionOf } from './words';

const STATES = ['here', 'unknown', 'missing', 'different', 'missing'] as const;
const ALL = STATES.map((state) => anIngredient({ state }));

it('groups by what is to be done, the worst first', () => {
  expect(grouped(ALL).map(({ state, ingredients }) => [state, ingredients.length])).toEqual([
    ['missing', 2],
    ['different', 1],
    ['unknown', 1],
    ['here', 1],
  ]);
});

it.each([
  [['missing', 'missing', 'here'], 'failed', '2 things missing here'],
  [['different', 'unknown'], 'warning', '1 thing different here'],
  [['unknown'], 'waiting', '1 thing not known'],
  [['here'], 'done', 'Everything is here'],
] as const)('of %j says %s: %s', (states, dot, text) => {
  expect(summary(states.map((state) => anIngredient({ state })))).toEqual({ dot, text });
});

it('names kinds in words, and versions or the beginning of a hash', () => {
  const kinds = ['lora', 'text_encoder', 'template'].map((kind) => kindOf(anIngredient({ kind })));
  expect(kinds).toEqual(['LoRA', 'Text encoder', 'Function template']);
  expect(versionOf(anIngredient())).toBe('1.0');
  expect(versionOf(anIngredient({ version: null, sha256: '0123456789abcdef' }))).toBe('0123456789ab');
  expect(versionOf(anIngredient({ version: null }))).toBe('–');
});
