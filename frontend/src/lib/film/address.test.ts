import { expect, it } from 'vitest';

import { queryOf, selectedIn } from './address';

it.each([
  [{ kind: 'shot', id: 'sh1' }, '?shot=sh1'],
  [{ kind: 'take', id: 'a b' }, '?take=a+b'],
  [{ kind: 'film' }, ''],
  [{ kind: 'node', id: 'n1' }, ''],
] as const)('writes %j as %j', (selected, query) => expect(queryOf(selected)).toBe(query));

it('reads what it writes, and nothing out of nothing', () => {
  expect(selectedIn(new URLSearchParams('?scene=sc1'))).toEqual({ kind: 'scene', id: 'sc1' });
  expect(selectedIn(new URLSearchParams('?else=1'))).toBeNull();
});
