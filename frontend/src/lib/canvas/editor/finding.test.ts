import { expect, it } from 'vitest';

import { newAsk, newNode } from '$lib/canvas/graph/document';

import { matching, type Names } from './finding';

const NAMES: Names = {
  template: () => 'Text to Image',
  character: (id) => (id === 'c1' ? 'Mara' : undefined),
  asset: (id) => (id === 'a1' ? 'harbour.png' : undefined),
  shot: (id) => (id === 's1' ? 'SC001 · SH010 Lamps' : undefined),
};
const ask = newAsk('image_generation_v1', { x: 0, y: 500 });
const NODES = [
  { ...ask, data: { ...ask.data, prompt: 'The ferry leaves', character_ids: ['c1'] } } as typeof ask,
  newNode('character', { x: 0, y: 0 }, { character_id: 'c1' }),
  newNode('location', { x: 0, y: 0 }, { picture: 'asset://a1' }),
  newNode('style', { x: 0, y: 0 }, { words: 'graphite and wash' }),
  newNode('shot', { x: 0, y: 0 }, { shot_id: 's1' }),
  newNode('output', { x: 0, y: 0 }),
];

it.each([
  ['ferry', ['text_to_image']],
  ['mara', ['character', 'text_to_image']],
  ['HARBOUR', ['location']],
  ['wash style', ['style']],
  ['sh010 lamps', ['shot']],
  ['output', ['output']],
  ['  ', []],
  ['nothing', []],
])('“%s” finds %j', (query, kinds) => {
  expect(matching(NODES, query, NAMES).map(({ type }) => type)).toEqual(kinds);
});
