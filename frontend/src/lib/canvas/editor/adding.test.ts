import { beforeEach, expect, it } from 'vitest';

import { CanvasState } from '$lib/canvas/graph/canvas.svelte';
import { newAsk, newNode } from '$lib/canvas/graph/document';
import { Functions, IMAGE_GENERATION } from '$lib/functions/functions.svelte';

import { aTemplate } from '../../../test/records';
import { graphActions } from './actions';
import { addBeside } from './adding';

const AT = { x: 0, y: 0 };
let canvas: CanvasState;
let functions: Functions;

beforeEach(() => {
  canvas = new CanvasState('p1');
  functions = new Functions();
});

function ends(): (string | null | undefined)[][] {
  return canvas.edges.map(({ source, target, targetHandle }) => [source, target, targetHandle]);
}

it('puts a character before the node that is selected, wired to it', () => {
  const ask = canvas.add(AT);
  const character = addBeside(newNode('character', AT), canvas, functions);
  expect(ends()).toEqual([[character, ask, 'character']]);
  expect(canvas.get(character)?.position.x).toBeLessThan(0);
  expect(canvas.selected.map(({ id }) => id)).toEqual([character]);
});

it('puts an output after it, and is undone in one step', () => {
  const ask = canvas.add(AT);
  const output = addBeside(newNode('output', AT), canvas, functions);
  expect(ends()).toEqual([[ask, output, 'take']]);
  canvas.undo();
  expect([canvas.nodes.length, canvas.edges.length]).toEqual([1, 0]);
});

it('leaves a node alone that fits to nothing', () => {
  addBeside(newNode('style', AT), canvas, functions);
  addBeside(newNode('style', AT), canvas, functions);
  expect(canvas.edges).toEqual([]);
});

it('wires no style to a template that takes none', () => {
  functions.all = [aTemplate({ id: 'still_v1' })];
  canvas.put(newAsk('still_v1', AT));
  addBeside(newNode('style', AT), canvas, functions);
  expect(canvas.edges).toEqual([]);
});

it('wires all that fits among the selected nodes', () => {
  functions.all = [aTemplate({ id: IMAGE_GENERATION, inputs: { type: 'object', properties: { style: {} } } })];
  const style = canvas.put(newNode('style', AT));
  const character = canvas.put(newNode('character', AT));
  const ask = canvas.add(AT);
  canvas.select(style, character, ask);
  graphActions(canvas, functions).connect();
  expect(ends()).toEqual([[style, ask, 'style']]);
});
