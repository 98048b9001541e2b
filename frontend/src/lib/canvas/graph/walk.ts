import type { CanvasState } from './canvas.svelte';

type Wires = Pick<CanvasState, 'edges' | 'selected' | 'wire' | 'selectWire'>;

/** Goes by the keyboard through the wires of the nodes that were selected when it began, or through all wires where
 * none was: those between nodes that are only drawn are no elements that could have the focus. */
export class WireWalk {
  #canvas: Wires;
  #nodes = new Set<string>();

  constructor(canvas: Wires) {
    this.#canvas = canvas;
  }

  next(): void {
    const { edges, selected, wire } = this.#canvas;
    if (selected.length || !wire) this.#nodes = new Set(selected.map(({ id }) => id));
    const among = edges.filter(({ source, target }) => this.#nodes.has(source) || this.#nodes.has(target));
    const wires = this.#nodes.size ? among : edges;
    const next = wires[(wires.findIndex((each) => each === wire) + 1) % wires.length];
    if (next) this.#canvas.selectWire(next.id);
  }
}
