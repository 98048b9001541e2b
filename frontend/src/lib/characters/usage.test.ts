// @vitest-environment jsdom
import { expect, it } from 'vitest';

import { anOpenFilm } from '../../test/film';
import { aTake } from '../../test/records';
import { usedIn } from './usage';

const USAGE = { totalUsages: 4, shotIds: [], sceneIds: [], takeIds: ['t1', 't2', 't3', 't4'] };

it('is told by shots in the order of the story, then what belongs to none that there is', async () => {
  const { film } = await anOpenFilm({
    takes: [
      aTake({ id: 't1', shot_id: 'sh2' }),
      aTake({ id: 't2', shot_id: 'sh1' }),
      aTake({ id: 't3', shot_id: 'sh1', created: '2026-11-21T13:00:00Z' }),
      aTake({ id: 't4', shot_id: 'deleted' }),
      aTake({ id: 'other', shot_id: 'sh1' }),
    ],
  });
  const told = usedIn(USAGE, film.takes, film.story);
  expect(told.map(({ shot, takes }) => [shot?.node.id, ...takes.map(({ id }) => id)])).toEqual([
    ['sh1', 't3', 't2'],
    ['sh2', 't1'],
    [undefined, 't4'],
  ]);
});
