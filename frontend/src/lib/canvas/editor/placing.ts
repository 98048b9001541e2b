import type { Node, XYPosition } from '@xyflow/svelte';

/** A node's size with a picture in it, in canvas units. */
const WIDTH = 280;
const HEIGHT = 360;
const GAP = 40;
/** Between the dots behind the nodes, in canvas units; on the screen, in px, never closer than `CLOSEST`. */
const DOTS = 20;
const CLOSEST = 12;

export interface Size {
  width: number;
  height: number;
}

type Box = Pick<Node, 'position' | 'measured'>;

/** Where a new node goes: centred at `wanted`, or the next free place to the right of what is there. */
export function freePlace(wanted: XYPosition, nodes: readonly Box[]): XYPosition {
  const place = { x: Math.round(wanted.x - WIDTH / 2), y: Math.round(wanted.y - HEIGHT / 2) };
  for (let blocker = blocking(place, nodes); blocker; blocker = blocking(place, nodes)) {
    place.x = blocker.position.x + (blocker.measured?.width ?? WIDTH) + GAP;
  }
  return place;
}

/** Where a node goes that is to be wired to `node`: on the side where its wires lead, beneath what stands there. */
export function placeBeside(node: Box, side: 'before' | 'after', nodes: readonly Box[]): XYPosition {
  const width = node.measured?.width ?? WIDTH;
  const x = side === 'before' ? node.position.x - WIDTH - 2 * GAP : node.position.x + width + 2 * GAP;
  const place = { x, y: node.position.y };
  for (let blocker = blocking(place, nodes); blocker; blocker = blocking(place, nodes)) {
    place.y = blocker.position.y + (blocker.measured?.height ?? HEIGHT) + GAP;
  }
  return place;
}

/** Whether a node that stands at `place` is wholly within what begins at `corner`. */
export function isWithin({ x, y }: XYPosition, corner: XYPosition, { width, height }: Size): boolean {
  return x >= corner.x && y >= corner.y && x + WIDTH <= corner.x + width && y + HEIGHT <= corner.y + height;
}

/** Px between two dots: as many fall away as would be too close. */
export function gapAt(zoom: number): number {
  const gap = DOTS * zoom;
  return gap * 2 ** Math.max(0, Math.ceil(Math.log2(CLOSEST / gap)));
}

function blocking({ x, y }: XYPosition, nodes: readonly Box[]): Box | undefined {
  return nodes.find(({ position, measured }) => {
    const { width = WIDTH, height = HEIGHT } = measured ?? {};
    return x < position.x + width && x + WIDTH > position.x && y < position.y + height && y + HEIGHT > position.y;
  });
}
