import type { Edge, Node, XYPosition } from '@xyflow/svelte';

export type Side = 'left' | 'right' | 'top' | 'bottom';
export type Axis = 'x' | 'y';

type Places = Map<string, XYPosition>;
type Box = Pick<Node, 'id' | 'position' | 'measured'>;

const GAP = 60;
const COLUMN_GAP = 100;

/** Where nodes stand when one edge of all of them is in a line: that of the outermost. */
export function aligned(nodes: readonly Box[], side: Side): Places {
  const axis: Axis = side === 'left' || side === 'right' ? 'x' : 'y';
  const far = side === 'right' || side === 'bottom';
  const edges = nodes.map((node) => node.position[axis] + (far ? sizeOf(node, axis) : 0));
  const line = far ? Math.max(...edges) : Math.min(...edges);
  return places(nodes, (node) => ({ ...node.position, [axis]: line - (far ? sizeOf(node, axis) : 0) }));
}

/** The outermost two stay, the gaps between all become the same. */
export function distributed(nodes: readonly Box[], axis: Axis): Places {
  const ordered = nodes.toSorted((a, b) => a.position[axis] - b.position[axis]);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (!first || !last || ordered.length < 3) return new Map();
  const span = last.position[axis] + sizeOf(last, axis) - first.position[axis];
  const gap = (span - ordered.reduce((sum, node) => sum + sizeOf(node, axis), 0)) / (ordered.length - 1);
  let at = first.position[axis];
  return places(ordered, (node) => {
    const place = { ...node.position, [axis]: Math.round(at) };
    at += sizeOf(node, axis) + gap;
    return place;
  });
}

/** In columns along the wires, from what gives to what takes, each column in its order from top to bottom. */
export function tidied(nodes: readonly Box[], edges: readonly Edge[]): Places {
  const origin = { x: Math.min(...nodes.map(left)), y: Math.min(...nodes.map(top)) };
  let x = origin.x;
  const found: Places = new Map();
  for (const column of columns(nodes, edges)) {
    stacked(column, { x, y: origin.y }).forEach((place, id) => found.set(id, place));
    x += Math.max(...column.map((node) => sizeOf(node, 'x'))) + COLUMN_GAP;
  }
  return found;
}

function columns(nodes: readonly Box[], edges: readonly Edge[]): Box[][] {
  const ids = new Set(nodes.map(({ id }) => id));
  const between = edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
  const depths = new Map<string, number>();
  const found: Box[][] = [];
  for (const node of nodes) (found[depthOf(node.id, between, depths)] ??= []).push(node);
  return found.filter(Boolean).map((column) => column.toSorted((a, b) => top(a) - top(b)));
}

function stacked(nodes: readonly Box[], { x, y }: XYPosition): Places {
  let next = y;
  return places(nodes, (node) => {
    const place = { x, y: next };
    next += sizeOf(node, 'y') + GAP;
    return place;
  });
}

/** The longest way that leads to a node. Two tabs at once can have made a circle of wires; it ends where it began. */
function depthOf(id: string, edges: readonly Edge[], known: Map<string, number>): number {
  const found = known.get(id);
  if (found !== undefined) return found;
  known.set(id, 0);
  const before = edges.filter(({ target }) => target === id).map(({ source }) => 1 + depthOf(source, edges, known));
  const depth = Math.max(0, ...before);
  known.set(id, depth);
  return depth;
}

function places(nodes: readonly Box[], place: (node: Box) => XYPosition): Places {
  return new Map(nodes.map((node) => [node.id, place(node)]));
}

function sizeOf({ measured }: Box, axis: Axis): number {
  return (axis === 'x' ? measured?.width : measured?.height) ?? 0;
}

function left({ position }: Box): number {
  return position.x;
}

function top({ position }: Box): number {
  return position.y;
}
