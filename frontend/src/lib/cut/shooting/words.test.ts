import { expect, it } from 'vitest';

import { explained } from './words';

const plan = { shots: ['sh1', 'sh2'], under_way: [], silent: [], quality_preset: 'draft', seconds: 80 };

it('says how many takes there will be, and how long they take as far as that was measured', () => {
  expect(explained(plan)).toBe('2 takes, about 1:20.');
  expect(explained({ ...plan, seconds: null })).toBe('2 takes, how long they take is known after the first.');
});

it('says why nothing is made of a shot', () => {
  const left = { ...plan, shots: [], under_way: ['sh1'], silent: ['sh2', 'sh3'], seconds: 0 };
  expect(explained(left)).toBe('Nothing is lacking. 1 shot already under way. 2 shots without words to draw from.');
});
