import type { Connection, Edge, Viewport, XYPosition } from '@xyflow/svelte';

import type { Canvas } from '$lib/api';
import { Detail } from '$lib/canvas/drawn/detail.svelte';
import { IMAGE_GENERATION } from '$lib/functions/functions.svelte';

import { Autosave } from './autosave.svelte';
import { clip, unclip } from './clipboard';
import { type CanvasNode, type Graph, newAsk, toGraph, toSaved } from './document';
import { merge } from './merge';
import { Undo } from './undo.svelte';
import { connected } from './wiring';

const EMPTY: Canvas = { nodes: [], edges: [], viewport: { x: 0, y: 0, zoom: 1 } };
/** Below it nobody can read what stands in a node, nor hit what could be changed there. */
const LEGIBLE = 0.35;
const FOLDER = '02_Source_Creative/Canvas/';

/** The node graph of one film, edited here and in other tabs at once. */
export class CanvasState {
  nodes = $state.raw<CanvasNode[]>([]);
  edges = $state.raw<Edge[]>([]);
  viewport = $state.raw<Viewport>({ x: 0, y: 0, zoom: 1 });
  loaded = $state(false);
  /** Nodes are only drawn, with nothing to read or to edit, so that hundreds of them move smoothly. */
  sketched = $derived(this.viewport.zoom < LEGIBLE);
  selected = $derived(this.nodes.filter((node) => node.selected));
  /** The wire that is selected. */
  wire = $derived(this.edges.find((edge) => edge.selected));
  #byId = $derived(new Map(this.nodes.map((node) => [node.id, node])));
  readonly detail = new Detail();
  readonly saving: Autosave;
  readonly steps = new Undo<Graph>();

  constructor(projectId: string) {
    this.saving = new Autosave(projectId, {
      present: () => ({ ...toSaved(this), viewport: this.viewport }),
      absorb: (theirs, base) => this.#absorb(theirs, base),
    });
  }

  async load(): Promise<void> {
    await this.saving.refresh();
    this.loaded = true;
  }

  changedOnDisk(path: string): void {
    // What can't be read now is read at the next change, or the next handshake.
    if (path.startsWith(FOLDER)) this.saving.refresh().catch(() => undefined);
  }

  get(id: string): CanvasNode | undefined {
    return this.#byId.get(id);
  }

  add(position: XYPosition, templateId = IMAGE_GENERATION): string {
    return this.put(newAsk(templateId, position));
  }

  /** With wires that lead to it or from it; then it alone is selected. */
  put(node: CanvasNode, wires: readonly Connection[] = []): string {
    this.#change({
      nodes: [...this.nodes.map((other) => ({ ...other, selected: false })), { ...node, selected: true }],
    });
    this.#wire(wires);
    return node.id;
  }

  edit(id: string, change: Record<string, unknown>): void {
    const nodes = this.nodes.map((node) =>
      node.id === id ? ({ ...node, data: { ...node.data, ...change } } as CanvasNode) : node,
    );
    this.#change({ nodes }, `${id}:${Object.keys(change)}`);
  }

  move(places: ReadonlyMap<string, XYPosition>): void {
    if (!places.size) return;
    this.#change({ nodes: this.nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position })) });
  }

  /** Wires that make no sense are left out. */
  connect(wires: readonly Connection[]): void {
    if (!wires.length) return;
    this.remember();
    this.#wire(wires);
  }

  /** What is selected, to be pasted here or in another window. */
  copied(): string | undefined {
    return clip(this);
  }

  paste(text: string, offset: XYPosition): void {
    const { nodes, edges } = unclip(text, offset);
    this.#change({
      nodes: [...this.nodes.map((node) => ({ ...node, selected: false })), ...nodes],
      edges: [...this.edges, ...edges],
    });
  }

  select(...ids: string[]): void {
    const chosen = new Set(ids);
    this.nodes = this.nodes.map((node) => ({ ...node, selected: chosen.has(node.id) }));
  }

  /** It alone. */
  selectWire(id: string): void {
    this.select();
    this.edges = this.edges.map((edge) => ({ ...edge, selected: edge.id === id }));
  }

  /** Call before the editor moves or deletes something by itself. */
  remember(key?: string): void {
    this.steps.remember({ nodes: this.nodes, edges: this.edges }, key);
  }

  undo(): void {
    this.#show(this.steps.undo({ nodes: this.nodes, edges: this.edges }));
  }

  redo(): void {
    this.#show(this.steps.redo({ nodes: this.nodes, edges: this.edges }));
  }

  #wire(wires: readonly Connection[]): void {
    for (const wire of wires) this.edges = connected(this, wire);
    this.saving.touch();
  }

  #change(graph: Partial<Graph>, key?: string): void {
    this.remember(key);
    this.#show({ nodes: this.nodes, edges: this.edges, ...graph });
  }

  #show(graph: Graph | undefined): void {
    if (!graph) return;
    this.nodes = graph.nodes;
    this.edges = graph.edges;
    this.saving.touch();
  }

  #absorb(theirs: Canvas, base: Canvas | null): void {
    if (base === null) this.viewport = theirs.viewport;
    const ours = toSaved(this);
    // What the editor fills in is no change of ours.
    const start = toSaved(toGraph(base ?? EMPTY));
    const other = toSaved(toGraph(theirs));
    const merged = toGraph({
      nodes: merge(start.nodes, ours.nodes, other.nodes),
      edges: merge(start.edges, ours.edges, other.edges),
    });
    const before = new Map(this.nodes.map((node) => [node.id, node]));
    this.nodes = merged.nodes.map((node) => ({ ...node, selected: before.get(node.id)?.selected ?? false }));
    this.edges = merged.edges;
    this.steps.clear();
  }
}
