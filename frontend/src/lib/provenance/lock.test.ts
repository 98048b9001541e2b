import { expect, it } from 'vitest';

import { FakeBackend } from '../../test/backend';
import { Lock } from './lock.svelte';

it('looks once more for all who ask while it looks', async () => {
  let looks = 0;
  new FakeBackend().on('GET /projects/p1/lock', () => {
    looks += 1;
    return { body: { complete: true, ingredients: [] } };
  });
  const lock = new Lock('p1');
  await Promise.all([lock.look(), lock.look(), lock.look()]);
  await lock.look();
  expect(looks).toBe(3);
  expect(lock.busy).toBe(false);
});
