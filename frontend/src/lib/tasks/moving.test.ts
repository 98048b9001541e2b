import { expect, it } from 'vitest';

import { destination } from './moving';

const WAITING = ['a', 'b', 'c'];

it.each([
  ['first', 'b', { to: 'first' }],
  ['earlier', 'b', { before: 'a' }],
  ['later', 'b', { after: 'c' }],
  ['last', 'a', { to: 'last' }],
  ['first', 'a', null],
  ['earlier', 'a', null],
  ['later', 'c', null],
  ['last', 'c', null],
  ['later', 'gone', null],
] as const)('%s of %s', (step, id, wanted) => expect(destination(step, id, WAITING)).toEqual(wanted));
