import { describe, expect, it } from 'vitest';

import { aScene, aShot, aStory } from '../../test/records';
import { type Chapters, indexed, inserted, kept, moved, patched, scenesOf, shotsOf, without } from './tree';

const STORY = aStory();

function ids(chapters: Chapters): string[] {
  return [...indexed(chapters).keys()];
}

it('knows each element with its place', () => {
  expect(ids(STORY)).toEqual(['ch1', 'sc1', 'sh1', 'sh2', 'sc2', 'sh3', 'ch2']);
  expect(indexed(STORY).get('sh2')).toMatchObject({ kind: 'shot', at: 1, of: 2, parent: { id: 'sc1' } });
  expect(scenesOf(STORY).map(({ id }) => id)).toEqual(['sc1', 'sc2']);
  expect(shotsOf(STORY).map(({ id }) => id)).toEqual(['sh1', 'sh2', 'sh3']);
});

describe('edits', () => {
  it('change one element and leave the others the same objects', () => {
    const after = patched(STORY, 'sh2', { action: 'Rain' });
    expect(indexed(after).get('sh2')?.node).toMatchObject({ action: 'Rain', code: 'SH020' });
    expect(indexed(after).get('sc2')?.node).toBe(indexed(STORY).get('sc2')?.node);
    expect(after[1]).toBe(STORY[1]);
  });

  it('take out an element with all below it', () => {
    expect(ids(without(STORY, 'sc1'))).toEqual(['ch1', 'sc2', 'sh3', 'ch2']);
    expect(ids(without(STORY, 'ch1'))).toEqual(['ch2']);
    expect(ids(without(STORY, 'nobody'))).toEqual(ids(STORY));
  });

  it('put one in before a sibling or at the end', () => {
    expect(ids(inserted(STORY, aShot({ id: 'new' }), 'sc1', 'sh2'))).toEqual([
      ...['ch1', 'sc1', 'sh1', 'new', 'sh2', 'sc2', 'sh3', 'ch2'],
    ]);
    expect(ids(inserted(STORY, aScene({ id: 'new' }), 'ch2'))).toEqual([...ids(STORY), 'new']);
  });

  it('move one with all below it', () => {
    expect(ids(moved(STORY, { id: 'sc1', parent_id: 'ch2' }))).toEqual([
      'ch1',
      'sc2',
      'sh3',
      'ch2',
      'sc1',
      'sh1',
      'sh2',
    ]);
    expect(ids(moved(STORY, { id: 'ch2', before: 'ch1' }))[0]).toBe('ch2');
    expect(ids(moved(STORY, { id: 'sh2', before: 'sh1' }))).toEqual(['ch1', 'sc1', 'sh2', 'sh1', 'sc2', 'sh3', 'ch2']);
    expect(ids(moved(STORY, { id: 'nobody' }))).toEqual(ids(STORY));
  });
});

describe('what was told anew', () => {
  it('is the very same where nothing changed', () => {
    const again = kept(STORY, aStory());
    expect(again.every((chapter, at) => chapter === STORY[at])).toBe(true);
  });

  it('is new along the way to what changed', () => {
    const told = patched(aStory(), 'sh3', { action: 'Two cups', etag: '"other"' });
    const again = kept(STORY, told);
    expect(indexed(again).get('sh3')?.node).toMatchObject({ action: 'Two cups' });
    expect(indexed(again).get('sc1')?.node).toBe(indexed(STORY).get('sc1')?.node);
    expect(indexed(again).get('sc2')?.node).not.toBe(indexed(STORY).get('sc2')?.node);
  });
});
