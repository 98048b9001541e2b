import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Canvas } from '$lib/api';

import { FakeBackend, problem } from '../../../test/backend';
import { CanvasState } from './canvas.svelte';
import { emptyAsk, newNode } from './document';

const ROUTE = '/projects/p1/canvas';
const NODE = { id: 'n1', type: 'text_to_image', position: { x: 1, y: 2 }, data: { prompt: 'old' } };

/** A backend that keeps one canvas as the real one does. */
class Shelf {
  canvas: Canvas = { nodes: [NODE], edges: [], viewport: { x: 5, y: 6, zoom: 0.5 } };
  version = 1;
  refusing = false;

  constructor(backend: FakeBackend) {
    backend.on(`GET ${ROUTE}`, () => ({ body: this.canvas, headers: this.etag() }));
    backend.on(`PUT ${ROUTE}`, async (request) => {
      if (this.refusing) return problem(503, 'unavailable', 'The studio is busy.');
      if (request.headers.get('if-match') !== `"${this.version}"`) return problem(412, 'canvas_stale', 'Changed.');
      this.write((await request.json()) as Canvas);
      return { body: this.canvas, headers: this.etag() };
    });
  }

  write(canvas: Canvas): void {
    this.canvas = canvas;
    this.version += 1;
  }

  etag(): Record<string, string> {
    return { etag: `"${this.version}"` };
  }
}

let backend: FakeBackend;
let shelf: Shelf;
let canvas: CanvasState;

beforeEach(async () => {
  vi.useFakeTimers();
  backend = new FakeBackend();
  shelf = new Shelf(backend);
  canvas = new CanvasState('p1');
  await canvas.load();
});

afterEach(() => void vi.useRealTimers());

function prompts(of: Canvas): unknown[] {
  return of.nodes.map((node) => node.data['prompt']);
}

describe('loading', () => {
  it('shows the nodes and the place where one left', () => {
    expect(canvas.nodes[0]?.data).toEqual({ ...emptyAsk(), prompt: 'old' });
    expect(canvas.viewport).toEqual({ x: 5, y: 6, zoom: 0.5 });
  });
});

describe('saving', () => {
  it('waits for a pause, and says so', async () => {
    canvas.edit('n1', { prompt: 'n' });
    canvas.edit('n1', { prompt: 'new' });
    expect(canvas.saving.state).toBe('waiting');
    await vi.advanceTimersByTimeAsync(600);
    expect(prompts(shelf.canvas)).toEqual(['new']);
    expect([shelf.version, canvas.saving.state]).toEqual([2, 'saved']);
  });

  it('keeps nodes’ selection to itself', async () => {
    canvas.add({ x: 0, y: 0 });
    await canvas.saving.flush();
    expect(Object.keys(shelf.canvas.nodes[1] ?? {}).sort()).toEqual(['data', 'id', 'position', 'type']);
  });

  it('tries again after a refusal, with its reason', async () => {
    shelf.refusing = true;
    canvas.edit('n1', { prompt: 'new' });
    await vi.advanceTimersByTimeAsync(600);
    expect([canvas.saving.state, canvas.saving.trouble]).toEqual(['failed', 'The studio is busy.']);
    shelf.refusing = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(prompts(shelf.canvas)).toEqual(['new']);
    expect(canvas.saving.trouble).toBeNull();
  });

  it('joins what another tab saved, instead of overwriting it', async () => {
    shelf.write({ ...shelf.canvas, nodes: [NODE, { ...NODE, id: 'n2', data: { prompt: 'theirs' } }] });
    canvas.edit('n1', { prompt: 'mine' });
    await vi.advanceTimersByTimeAsync(1200);
    expect(prompts(shelf.canvas)).toEqual(['mine', 'theirs']);
    expect(canvas.nodes.map((node) => node.data['prompt'])).toEqual(['mine', 'theirs']);
  });
});

describe('a change on disk', () => {
  it('shows at once, and keeps the place and what is selected', async () => {
    canvas.select('n1');
    shelf.write({
      ...shelf.canvas,
      nodes: [{ ...NODE, data: { prompt: 'theirs' } }],
      viewport: { x: 0, y: 0, zoom: 1 },
    });
    canvas.changedOnDisk('02_Source_Creative/Canvas/main.canvas.json');
    await vi.waitFor(() => expect(canvas.selected.map((node) => node.data['prompt'])).toEqual(['theirs']));
    expect(canvas.viewport.zoom).toBe(0.5);
  });

  it('of another file is none of its business', async () => {
    shelf.write({ ...shelf.canvas, nodes: [] });
    backend.asked.length = 0;
    canvas.changedOnDisk('02_Source_Creative/Scripts/draft.fountain');
    expect(backend.asked).toEqual([]);
  });

  it('leaves nothing of others to be undone', async () => {
    canvas.edit('n1', { prompt: 'mine' });
    await canvas.saving.flush();
    shelf.write({ ...shelf.canvas, nodes: [...shelf.canvas.nodes, { ...NODE, id: 'n2' }] });
    await canvas.saving.refresh();
    expect(canvas.steps.canUndo).toBe(false);
  });
});

describe('kinds of nodes', () => {
  const FUTURE = { id: 'n9', type: 'future', position: { x: 0, y: 0 }, data: { deep: { a: 1 } } };

  it('that are not known here are kept as they are', async () => {
    shelf.write({ ...shelf.canvas, nodes: [FUTURE] });
    await canvas.saving.refresh();
    canvas.add({ x: 0, y: 0 });
    await canvas.saving.flush();
    expect(shelf.canvas.nodes[0]).toEqual(FUTURE);
  });

  it('are wired, and the wires are saved', async () => {
    const character = canvas.put(newNode('character', { x: 0, y: 0 }));
    const wire = { source: character, sourceHandle: 'character', target: 'n1', targetHandle: 'character' };
    canvas.connect([wire]);
    await canvas.saving.flush();
    const saved = { source: character, source_handle: 'character', target: 'n1', target_handle: 'character' };
    expect(shelf.canvas.edges).toEqual([expect.objectContaining(saved)]);
    canvas.undo();
    expect(canvas.edges).toEqual([]);
  });
});

describe('pasting', () => {
  it('adds what was copied beside it, selected, in one step', () => {
    canvas.select('n1');
    canvas.paste(canvas.copied() ?? '', { x: 40, y: 40 });
    expect(canvas.nodes.map(({ selected }) => selected)).toEqual([false, true]);
    expect(canvas.nodes[1]?.position).toEqual({ x: 41, y: 42 });
    canvas.undo();
    expect(canvas.nodes).toHaveLength(1);
  });
});

describe('undoing', () => {
  it('takes a node away and brings it back', () => {
    canvas.add({ x: 0, y: 0 });
    canvas.undo();
    expect(canvas.nodes).toHaveLength(1);
    canvas.redo();
    expect(canvas.nodes).toHaveLength(2);
  });

  it('takes typing back', () => {
    canvas.edit('n1', { prompt: 'o' });
    canvas.edit('n1', { prompt: 'older' });
    canvas.undo();
    expect(canvas.get('n1')?.data['prompt']).toBe('old');
  });
});
