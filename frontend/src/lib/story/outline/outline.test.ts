import { beforeEach, describe, expect, it } from 'vitest';

import { Selection } from '$lib/film/selection.svelte';

import { FakeBackend } from '../../../test/backend';
import { aScene, aShot, aStory } from '../../../test/records';
import { Story } from '../story.svelte';
import { Outline } from './outline.svelte';

let selection: Selection;
let outline: Outline;

async function showing(chapters = aStory()): Promise<void> {
  new FakeBackend().on('GET /projects/p1/story', { body: { chapters } });
  const story = new Story('p1');
  await story.load();
  selection = new Selection();
  outline = new Outline(story, selection);
}

function ids(): string[] {
  return outline.rows.map(({ id }) => id);
}

beforeEach(() => showing());

it('shows a small film with all that is in it', () => {
  expect(ids()).toEqual(['film', 'ch1', 'sc1', 'sh1', 'sh2', 'sc2', 'sh3', 'ch2']);
  expect(outline.rows.map(({ level }) => level)).toEqual([1, 2, 3, 4, 4, 3, 4, 2]);
});

it('keeps the scenes of a long film closed, and opens what a selected shot lies in', async () => {
  const shots = Array.from({ length: 200 }, (_, at) => aShot({ id: `long${at}` }));
  const [chapter, ...rest] = aStory();
  if (chapter) await showing([{ ...chapter, scenes: [...chapter.scenes, aScene({ id: 'long', shots })] }, ...rest]);
  expect(ids()).toEqual(['film', 'ch1', 'sc1', 'sc2', 'long', 'ch2']);
  outline.reveal('sh3');
  expect(ids()).toContain('sh3');
});

describe('the arrows', () => {
  it('go through the rows, and stop at the ends', () => {
    outline.go(outline.at + 1);
    expect(selection.current).toEqual({ kind: 'chapter', id: 'ch1' });
    outline.go(99);
    expect(selection.current).toEqual({ kind: 'chapter', id: 'ch2' });
    outline.go(-1);
    expect(selection.current).toEqual({ kind: 'film' });
  });

  it('close, go to the parent, open, and go in', () => {
    selection.choose({ kind: 'scene', id: 'sc1' });
    outline.leave();
    expect(ids()).not.toContain('sh1');
    outline.leave();
    expect(selection.current).toEqual({ kind: 'chapter', id: 'ch1' });
    outline.enter();
    expect(selection.current).toEqual({ kind: 'scene', id: 'sc1' });
    outline.enter();
    expect(ids()).toContain('sh1');
    outline.enter();
    expect(selection.current).toEqual({ kind: 'shot', id: 'sh1' });
  });
});

it('goes to what is typed, by name or code', () => {
  outline.type('i', 1000);
  expect(selection.current).toEqual({ kind: 'scene', id: 'sc2' });
  outline.type('s', 5000);
  outline.type('c', 5100);
  expect(selection.current).toEqual({ kind: 'scene', id: 'sc1' });
});
