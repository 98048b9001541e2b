import { expect, it } from 'vitest';

import { anAsset, aTake } from '../../test/records';
import { pickable } from './picking';

it('offers what is ready and of the kind that is taken, uploads first', () => {
  const assets = [
    anAsset({ id: 'a1', name: 'harbour.png', thumbnail_url: '/thumb' }),
    anAsset({ id: 'a2', name: 'song.wav', mime: 'audio/wav' }),
    anAsset({ id: 'a3', status: 'processing' }),
  ];
  const takes = [aTake({ id: 't1' }), aTake({ id: 't2', outputs: ['output_t2.mp4'] })];
  expect(pickable(assets, takes, 'image/*')).toEqual([
    { value: 'asset://a1', label: 'harbour.png', thumbnail: '/thumb' },
    { value: 'asset://t1', label: 'Take: A ferry at dusk', thumbnail: '/api/v1/takes/t1/thumbnail' },
  ]);
  expect(pickable(assets, takes, 'audio/wav').map(({ value }) => value)).toEqual(['asset://a2']);
  expect(pickable(assets, takes, undefined)).toHaveLength(4);
});

it('offers first what was put on the shelf of the input', () => {
  const assets = [anAsset({ id: 'a1', asset_type: 'characters' }), anAsset({ id: 'a2', asset_type: 'styles' })];
  expect(pickable(assets, [], 'image/*', 'style').map(({ value }) => value)).toEqual(['asset://a2', 'asset://a1']);
  expect(pickable(assets, [], 'image/*', 'source').map(({ value }) => value)).toEqual(['asset://a1', 'asset://a2']);
});
