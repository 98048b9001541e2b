import type { Connection, Edge } from '@xyflow/svelte';

import { type CanvasNode, type Graph, isAsk, type Kind } from './document';

/** What travels along a wire. */
export type Ware = 'character' | 'location' | 'style' | 'take';
/** Where a wire ends; each takes one ware. */
export type Input = Ware | 'source';

type Wire = Pick<Connection, 'source' | 'target'> & {
  sourceHandle?: string | null | undefined;
  targetHandle?: string | null | undefined;
};

const GIVES: Record<Kind, Ware | null> = {
  text_to_image: 'take',
  function: 'take',
  character: 'character',
  location: 'location',
  style: 'style',
  shot: null,
  output: null,
};

const ASKS: readonly Input[] = ['character', 'location', 'style', 'source'];
const TAKES: Record<Kind, readonly Input[]> = {
  text_to_image: ASKS,
  function: ASKS,
  character: [],
  location: [],
  style: [],
  shot: ['take'],
  output: ['take'],
};

/** The names of a template's inputs that wires lead to. */
export const PARAMETER_OF: Record<Exclude<Input, 'take'>, string> = {
  character: 'character_ids',
  location: 'location',
  style: 'style',
  source: 'source',
};

/** Only what is taken where it ends, and never round in a circle. */
export function mayConnect({ nodes, edges }: Graph, wire: Wire): boolean {
  const from = nodes.find(({ id }) => id === wire.source);
  const to = nodes.find(({ id }) => id === wire.target);
  if (!from || !to || from === to) return false;
  const ware = GIVES[from.type];
  const input = wire.targetHandle as Input;
  if (!ware || wire.sourceHandle !== ware || !TAKES[to.type]?.includes(input)) return false;
  return wareOf(input) === ware && !leadsTo(edges, wire.target, wire.source);
}

/** The edges with one more; it takes the place of those that can't be there beside it. */
export function connected(graph: Graph, wire: Wire): Edge[] {
  if (!mayConnect(graph, wire)) return graph.edges;
  const { source, target, sourceHandle = null, targetHandle = null } = wire;
  const id = `${source}.${sourceHandle}-${target}.${targetHandle}`;
  const fresh: Edge = { id, source, target, sourceHandle, targetHandle };
  return [...graph.edges.filter((edge) => edge.id !== id && !isInTheWay(graph, edge, fresh)), fresh];
}

/** All wires that make sense from one of these nodes to another and are not there yet. */
export function possible(graph: Graph, nodes: readonly CanvasNode[]): Wire[] {
  return nodes.flatMap((from) => nodes.flatMap((to) => between(graph, from, to) ?? []));
}

/** The first wire that may go from one node to another. */
export function between(graph: Graph, from: CanvasNode, to: CanvasNode): Wire | undefined {
  const ware = GIVES[from.type];
  const wires = (TAKES[to.type] ?? []).map((targetHandle) => ({
    source: from.id,
    target: to.id,
    sourceHandle: ware,
    targetHandle,
  }));
  return wires.find((wire) => mayConnect(graph, wire) && !graph.edges.some((edge) => isSame(edge, wire)));
}

/** Who gives a node what comes in at `input`. */
export function givers({ nodes, edges }: Graph, id: string, input: Input): CanvasNode[] {
  return edges
    .filter(({ target, targetHandle }) => target === id && targetHandle === input)
    .flatMap(({ source }) => nodes.find((node) => node.id === source) ?? []);
}

/** What the wires of a node add to what it asks for itself. */
export interface Wired {
  character_ids: string[];
  /** Of LoRAs, by the characters' ids; those as usual are not named. */
  strengths: Record<string, number>;
  parameters: Record<string, string>;
  shot_id: string | null;
}

/** `takeOf` finds the take that a node has made last. Nodes that nothing was chosen in yet add nothing. */
export function wiredTo(graph: Graph, id: string, takeOf: (nodeId: string) => string | undefined): Wired {
  const people = givers(graph, id, 'character').flatMap((node) =>
    node.type === 'character' && node.data.character_id ? [[node.data.character_id, node.data.lora_strength]] : [],
  ) as [string, number | null][];
  const inputs = (['location', 'style', 'source'] as const).flatMap((input) => {
    const [giver] = givers(graph, id, input);
    const said = giver && saidBy(giver, takeOf);
    return said ? [[PARAMETER_OF[input], said]] : [];
  });
  return {
    character_ids: [...new Set(people.map(([character]) => character))],
    strengths: Object.fromEntries(people.filter((each): each is [string, number] => each[1] !== null)),
    parameters: Object.fromEntries(inputs) as Record<string, string>,
    shot_id: shotOf(graph, id),
  };
}

function saidBy(node: CanvasNode, takeOf: (nodeId: string) => string | undefined): string | undefined {
  if (node.type === 'location' || node.type === 'style')
    return node.data.picture ?? (node.data.words.trim() || undefined);
  const take = isAsk(node) ? takeOf(node.id) : undefined;
  return take && `asset://${take}`;
}

function shotOf({ nodes, edges }: Graph, id: string): string | null {
  const shots = edges
    .filter(({ source }) => source === id)
    .map(({ target }) => nodes.find((node) => node.id === target));
  return shots.flatMap((node) => (node?.type === 'shot' ? (node.data.shot_id ?? []) : []))[0] ?? null;
}

/** Any number of characters come in, and any number of takes go to a shot; of all else there is one. */
function isInTheWay({ nodes }: Graph, edge: Edge, fresh: Edge): boolean {
  const kindOf = (id: string): Kind | undefined => nodes.find((node) => node.id === id)?.type;
  const ends = edge.target === fresh.target && edge.targetHandle === fresh.targetHandle;
  if (ends) return fresh.targetHandle !== 'character' && kindOf(fresh.target) !== 'shot';
  return edge.source === fresh.source && kindOf(fresh.target) === 'shot' && kindOf(edge.target) === 'shot';
}

function isSame(edge: Edge, wire: Wire): boolean {
  return edge.source === wire.source && edge.target === wire.target && edge.targetHandle === wire.targetHandle;
}

function wareOf(input: Input): Ware {
  return input === 'source' ? 'take' : input;
}

function leadsTo(edges: readonly Edge[], from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return edges.some(({ source, target }) => source === from && leadsTo(edges, target, to, seen));
}
