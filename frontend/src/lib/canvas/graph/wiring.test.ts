import { describe, expect, it } from 'vitest';

import { type CanvasNode, type Graph, type Kind, newNode } from './document';
import { between, connected, givers, mayConnect, possible, type Wired, wiredTo } from './wiring';

const AT = { x: 0, y: 0 };

function aNode(id: string, kind: Kind, data: Record<string, unknown> = {}): CanvasNode {
  return { ...newNode(kind, AT, data), id };
}

const ASK = aNode('ask', 'text_to_image');
const NEXT = aNode('next', 'function');
const MARA = aNode('mara', 'character', { character_id: 'c1' });
const OTTO = aNode('otto', 'character', { character_id: 'c2', lora_strength: 0.4 });
const PIER = aNode('pier', 'location', { picture: 'asset://a1' });
const FOG = aNode('fog', 'location', { words: ' fog ' });
const INK = aNode('ink', 'style', { words: 'ink' });
const SHOT = aNode('shot', 'shot', { shot_id: 's1' });
const OTHER = aNode('other', 'shot', { shot_id: 's2' });
const OUT = aNode('out', 'output');
const ALL = [ASK, NEXT, MARA, OTTO, PIER, FOG, INK, SHOT, OTHER, OUT];

function wire(source: string, sourceHandle: string, target: string, targetHandle = sourceHandle) {
  return { source, sourceHandle, target, targetHandle };
}

function graphOf(...wires: ReturnType<typeof wire>[]): Graph {
  return wires.reduce<Graph>((graph, each) => ({ ...graph, edges: connected(graph, each) }), { nodes: ALL, edges: [] });
}

describe('a wire', () => {
  it.each([
    [wire('mara', 'character', 'ask'), true],
    [wire('pier', 'location', 'ask'), true],
    [wire('ink', 'style', 'next'), true],
    [wire('ask', 'take', 'next', 'source'), true],
    [wire('ask', 'take', 'shot'), true],
    [wire('next', 'take', 'out'), true],
    [wire('mara', 'character', 'ask', 'style'), false],
    [wire('pier', 'location', 'shot', 'take'), false],
    [wire('mara', 'take', 'out'), false],
    [wire('shot', 'take', 'out'), false],
    [wire('ask', 'take', 'ask', 'source'), false],
    [wire('ask', 'take', 'gone'), false],
  ])('%j may be made: %s', (each, may) => expect(mayConnect({ nodes: ALL, edges: [] }, each)).toBe(may));

  it('never closes a circle', () => {
    const graph = graphOf(wire('ask', 'take', 'next', 'source'));
    expect(mayConnect(graph, wire('next', 'take', 'ask', 'source'))).toBe(false);
  });

  it('takes the place of the one location there can be', () => {
    const graph = graphOf(wire('pier', 'location', 'ask'), wire('fog', 'location', 'ask'));
    expect(givers(graph, 'ask', 'location')).toEqual([FOG]);
  });

  it('leads the takes of a node to one shot, and any number of nodes to a shot', () => {
    const graph = graphOf(wire('ask', 'take', 'shot'), wire('next', 'take', 'shot'), wire('ask', 'take', 'other'));
    expect(givers(graph, 'shot', 'take')).toEqual([NEXT]);
    expect(givers(graph, 'other', 'take')).toEqual([ASK]);
  });

  it('leads the takes of a node to a shot and an output at once', () => {
    expect(graphOf(wire('ask', 'take', 'shot'), wire('ask', 'take', 'out')).edges).toHaveLength(2);
  });

  it('is there once, and has the same id in every tab', () => {
    const [first] = graphOf(wire('mara', 'character', 'ask')).edges;
    const twice = graphOf(wire('mara', 'character', 'ask'), wire('mara', 'character', 'ask'));
    expect(twice.edges).toEqual([first]);
  });
});

describe('between nodes', () => {
  it('goes what is given to where it is taken', () => {
    expect(between({ nodes: ALL, edges: [] }, MARA, ASK)).toEqual(wire('mara', 'character', 'ask'));
    expect(between({ nodes: ALL, edges: [] }, ASK, MARA)).toBeUndefined();
  });

  it('are all wires that are missing', () => {
    const graph = graphOf(wire('mara', 'character', 'ask'));
    expect(possible(graph, [MARA, OTTO, INK, ASK, SHOT])).toEqual([
      wire('otto', 'character', 'ask'),
      wire('ink', 'style', 'ask'),
      wire('ask', 'take', 'shot'),
    ]);
  });
});

describe('what is wired to a node', () => {
  const nothing: Wired = { character_ids: [], strengths: {}, parameters: {}, shot_id: null };
  const noTake = (): undefined => undefined;

  it('brings characters, place, style and shot', () => {
    const graph = graphOf(
      wire('mara', 'character', 'ask'),
      wire('otto', 'character', 'ask'),
      wire('pier', 'location', 'ask'),
      wire('ink', 'style', 'ask'),
      wire('ask', 'take', 'shot'),
    );
    const parameters = { location: 'asset://a1', style: 'ink' };
    const people = { character_ids: ['c1', 'c2'], strengths: { c2: 0.4 } };
    expect(wiredTo(graph, 'ask', noTake)).toEqual({ ...people, parameters, shot_id: 's1' });
    expect(wiredTo(graph, 'next', noTake)).toEqual(nothing);
  });

  it('brings the take that the node before has made, once it has', () => {
    const graph = graphOf(wire('ask', 'take', 'next', 'source'));
    expect(wiredTo(graph, 'next', noTake)).toEqual(nothing);
    expect(wiredTo(graph, 'next', () => 't1').parameters).toEqual({ source: 'asset://t1' });
  });

  it('says places in words where there is no picture, and nothing where nothing was chosen', () => {
    expect(wiredTo(graphOf(wire('fog', 'location', 'ask')), 'ask', noTake).parameters).toEqual({ location: 'fog' });
    const blank = [ASK, aNode('mara', 'character'), aNode('ink', 'style'), aNode('shot', 'shot')];
    const graph = graphOf(wire('mara', 'character', 'ask'), wire('ink', 'style', 'ask'), wire('ask', 'take', 'shot'));
    expect(wiredTo({ ...graph, nodes: blank }, 'ask', noTake)).toEqual(nothing);
  });
});
