import { expect, it } from 'vitest';

import { isScreenplay } from './files';

it.each([
  ['Ferry.FOUNTAIN', true],
  ['ferry.fdx', true],
  ['ferry.fountain.png', false],
])('knows by its name whether %s is a screenplay: %s', (name, is) => expect(isScreenplay(new File([], name))).toBe(is));
