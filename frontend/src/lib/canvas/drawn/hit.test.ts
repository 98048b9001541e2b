// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { anOpenFilm } from '../../../test/film';
import { newAsk, newNode } from '$lib/canvas/graph/document';
import type { Film } from '$lib/film/film.svelte';
import { IMAGE_GENERATION } from '$lib/functions/functions.svelte';

import { type Ruler, wireAt } from './hit';

const NODES = [
  { ...newNode('style', { x: 0, y: 0 }), id: 'a', measured: { width: 100, height: 100 } },
  { ...newNode('style', { x: 0, y: 400 }), id: 'b', measured: { width: 100, height: 100 } },
  { ...newAsk(IMAGE_GENERATION, { x: 300, y: 0 }), id: 'c' },
];

/** Takes a line for the straight one between its ends. */
class Straight {
  lineWidth = 1;

  isPointInStroke({ path }: { path: string }, x: number, y: number): boolean {
    const [left = 0, top = 0, ...rest] = path.match(/-?[\d.]+/g)?.map(Number) ?? [];
    const [right = 0, bottom = 0] = rest.slice(-2);
    const along = (x - left) / (right - left);
    const across = Math.abs(y - (top + along * (bottom - top)));
    return along >= 0 && along <= 1 && across <= this.lineWidth / 2;
  }
}

const ruler = new Straight() as unknown as Ruler;
let film: Film;

beforeEach(async () => {
  vi.stubGlobal(
    'Path2D',
    class {
      constructor(readonly path: string) {}
    },
  );
  ({ film } = await anOpenFilm());
  film.canvas.nodes = NODES;
  film.canvas.edges = ['a', 'b'].map((source) => ({ id: source, source, target: 'c', targetHandle: 'style' }));
});

afterEach(() => vi.unstubAllGlobals());

it.each([
  [{ x: 101, y: 50 }, 'a'],
  [{ x: 101, y: 450 }, 'b'],
  [{ x: 101, y: 62 }, undefined],
  [{ x: 99, y: 50 }, undefined],
])('at %j there is the wire %s', (at, id) => expect(wireAt(film, at, 1, ruler)?.id).toBe(id));

it('reaches as far on the screen from afar', () => expect(wireAt(film, { x: 101, y: 80 }, 0.2, ruler)?.id).toBe('a'));

it('takes the one on top where two meet', () => expect(wireAt(film, { x: 299, y: 200 }, 0.01, ruler)?.id).toBe('b'));

it('passes over wires whose nodes are not there', () => {
  film.canvas.nodes = NODES.slice(1);
  expect(wireAt(film, { x: 101, y: 50 }, 1, ruler)).toBeUndefined();
});
