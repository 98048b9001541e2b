import type { Node, XYPosition } from '@xyflow/svelte';

/** A node's size with a picture in it, in canvas units. */
const WIDTH = 280;
const HEIGHT = 360;
const GAP = 40;

/** Where a new node goes: centred at `wanted`, or the next free place to the right of what is there. */
export function freePlace(wanted: XYPosition, nodes: readonly Node[]): XYPosition {
  const place = { x: Math.round(wanted.x - WIDTH / 2), y: Math.round(wanted.y - HEIGHT / 2) };
  for (let blocker = blocking(place, nodes); blocker; blocker = blocking(place, nodes)) {
    place.x = blocker.position.x + (blocker.measured?.width ?? WIDTH) + GAP;
  }
  return place;
}

function blocking({ x, y }: XYPosition, nodes: readonly Node[]): Node | undefined {
  return nodes.find(({ position, measured }) => {
    const { width = WIDTH, height = HEIGHT } = measured ?? {};
    return x < position.x + width && x + WIDTH > position.x && y < position.y + height && y + HEIGHT > position.y;
  });
}
