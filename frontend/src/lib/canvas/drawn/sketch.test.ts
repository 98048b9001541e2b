// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';

import { aChapter, anAsset, aScene, aShot, aTake, aTask } from '../../../test/records';
import { anOpenFilm } from '../../../test/film';
import { type CanvasNode, newAsk, newNode } from '$lib/canvas/graph/document';
import type { Film } from '$lib/film/film.svelte';
import { IMAGE_GENERATION } from '$lib/functions/functions.svelte';

import { endOf, heightOf, WIDTH } from './shape';
import { boxOf, drawnOf, isInSight, shapeOf, wireBetween } from './sketch';
import type { Thumbnails } from './thumbnails.svelte';

const PLACE = { x: 40, y: 60 };
const ask: CanvasNode = { ...newAsk(IMAGE_GENERATION, PLACE), id: 'n1' };
const output: CanvasNode = { ...newNode('output', PLACE), id: 'out' };
const wire = { id: 'w', source: 'n1', sourceHandle: 'take', target: 'out', targetHandle: 'take' };

/** Gives the address that it was asked for in the place of a picture. */
const ADDRESSES = { get: (source: string) => source } as unknown as Thumbnails;

let film: Film;

async function open(told: Parameters<typeof anOpenFilm>[0], nodes: CanvasNode[]): Promise<void> {
  ({ film } = await anOpenFilm(told));
  film.canvas.nodes = nodes;
}

function shown(node: CanvasNode): unknown {
  const parts = shapeOf(film, node);
  return drawnOf(film, node, boxOf(node, parts), parts, ADDRESSES).picture;
}

describe('the place of a node', () => {
  it('is as large as it was in full', () => {
    const node = { ...ask, measured: { width: 300, height: 412 } };
    expect(boxOf(node, [])).toEqual({ ...PLACE, width: 300, height: 412 });
  });

  it('is as large as its parts before that', () => {
    const parts = [{ kind: 'field' as const, height: 40 }];
    expect(boxOf(ask, parts)).toEqual({ ...PLACE, width: WIDTH, height: heightOf(parts) });
  });
});

describe('the picture in a node', () => {
  const take = aTake({ node_id: 'n1', thumbnail_url: '/takes/t1/thumbnail' });

  it('is none where nothing was made', async () => {
    await open({}, [ask]);
    expect(shown(ask)).toBeUndefined();
    expect(shapeOf(film, ask).some(({ kind }) => kind === 'picture')).toBe(false);
  });

  it('is what the node made last, and has a place in it', async () => {
    await open({ takes: [take] }, [ask]);
    expect(shown(ask)).toContain('/takes/t1/thumbnail');
    expect(shapeOf(film, ask).some(({ kind }) => kind === 'picture')).toBe(true);
  });

  it('is the preview while it makes another', async () => {
    const task = aTask({ id: 't2', node_id: 'n1', status: 'processing', preview_url: '/tasks/t2/preview' });
    await open({ takes: [take], tasks: [task] }, [ask]);
    expect(shown(ask)).toContain('/tasks/t2/preview');
  });

  it('is in an output what the node makes that is wired to it', async () => {
    await open({ takes: [take] }, [ask, output]);
    expect(shown(output)).toBeUndefined();
    film.canvas.edges = [wire];
    expect(shown(output)).toContain('/takes/t1/thumbnail');
  });

  it('is in a shot its chosen take', async () => {
    const takes = ['t1', 't2'].map((id) => aTake({ id, shot_id: 'sh', thumbnail_url: `/takes/${id}/thumbnail` }));
    const scene = aScene({ shots: [aShot({ id: 'sh', chosen_take: 't1' })] });
    const shot: CanvasNode = newNode('shot', PLACE, { shot_id: 'sh' });
    await open({ chapters: [aChapter({ scenes: [scene] })], takes }, [shot]);
    expect(shown(shot)).toContain('/takes/t1/thumbnail');
  });

  it('is in a place the asset that was chosen for it', async () => {
    const place = newNode('location', PLACE, { picture: 'asset://a1' });
    await open({}, [place]);
    expect(shown(place)).toBeUndefined();
    film.assets.put(anAsset({ id: 'a1', thumbnail_url: '/assets/a1/thumbnail' }));
    expect(shown(place)).toContain('/assets/a1/thumbnail');
  });
});

describe('what is drawn of a node', () => {
  it.each([
    ['pending', 'queued'],
    ['failed', 'failed'],
  ] as const)('tells of a %s task', async (status, told) => {
    await open({ tasks: [aTask({ node_id: 'n1', status })] }, [ask]);
    const parts = shapeOf(film, ask);
    expect(drawnOf(film, ask, boxOf(ask, parts), parts, ADDRESSES).status).toBe(told);
  });

  it('tells whether it is selected', async () => {
    await open({}, [ask]);
    const drawn = (node: CanvasNode) => drawnOf(film, node, boxOf(node, []), [], ADDRESSES).selected;
    expect([drawn(ask), drawn({ ...ask, selected: true })]).toEqual([false, true]);
  });
});

describe('a wire', () => {
  const from = { x: 0, y: 0, width: 100, height: 60 };
  const to = { x: 300, y: 200, width: 100, height: 200 };

  beforeEach(() => open({}, []));

  it('leads from the middle of an edge to the row that it is for', () => {
    const parts = shapeOf(film, ask);
    const ends =
      wireBetween(from, to, parts, 'style')
        .match(/-?[\d.]+/g)
        ?.map(Number) ?? [];
    expect(ends.slice(0, 2)).toEqual([100, 30]);
    expect(ends.slice(-2)).toEqual([300, endOf(parts, to, 'style')]);
    expect(wireBetween(from, to, parts, 'location')).not.toBe(wireBetween(from, to, parts, 'style'));
  });
});

it.each([
  [{ x: 0, y: 0, zoom: 1 }, true],
  [{ x: -99, y: 0, zoom: 1 }, true],
  [{ x: -100, y: 0, zoom: 1 }, false],
  [{ x: 0, y: -60, zoom: 1 }, false],
  [{ x: 799, y: 599, zoom: 1 }, true],
  [{ x: 800, y: 0, zoom: 1 }, false],
  [{ x: 0, y: 600, zoom: 1 }, false],
  [{ x: -60, y: 0, zoom: 0.5 }, false],
])('looked at by %j it is in sight: %s', (view, is) =>
  expect(isInSight({ x: 0, y: 0, width: 100, height: 60 }, view, 800, 600)).toBe(is),
);
