import { expect, it } from 'vitest';

import { aClip } from '../../../test/cut';
import { aTake } from '../../../test/records';
import { lineageFacts } from './facts';

it('tells story and making of a frame, and leaves out what is not known', () => {
  const told = {
    frame: 0,
    clip: aClip(),
    take: aTake({ seed: 4113902, models: [{ kind: 'lora', name: 'ada' }] }),
    characters: [{ id: 'c1', code: 'ada', name: 'Ada' }],
    location: { id: 'a1', code: '', name: 'harbour.png' },
    shot: null,
    scene: { id: 'sc1', code: 'SC001', name: 'EXT. HARBOUR' },
    chapter: null,
    script: null,
    commits: [],
  };
  const facts = Object.fromEntries(lineageFacts(told).map(({ name, value }) => [name, value]));
  expect(facts).toMatchObject({
    Scene: 'SC001 EXT. HARBOUR',
    Characters: 'Ada',
    'Look of': 'harbour.png',
    Models: 'lora ada',
  });
  expect(facts).not.toHaveProperty('Chapter');
  expect(
    lineageFacts({ ...told, take: null, scene: null, characters: [], location: null }).map(({ name }) => name),
  ).toEqual(['Shot']);
});
