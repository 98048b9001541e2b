import type { Edge, Viewport, XYPosition } from '@xyflow/svelte';

import type { Canvas } from '$lib/api';

import { Autosave } from './autosave.svelte';
import { type Ask, type AskNode, type Graph, emptyAsk, kindOf, toGraph, toSaved } from './document';
import { merge } from './merge';
import { Undo } from './undo.svelte';

const EMPTY: Canvas = { nodes: [], edges: [], viewport: { x: 0, y: 0, zoom: 1 } };
const FOLDER = '02_Source_Creative/Canvas/';

/** The node graph of one film, edited here and in other tabs at once. */
export class CanvasState {
  nodes = $state.raw<AskNode[]>([]);
  edges = $state.raw<Edge[]>([]);
  viewport = $state.raw<Viewport>({ x: 0, y: 0, zoom: 1 });
  loaded = $state(false);
  selected = $derived(this.nodes.filter((node) => node.selected));
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

  get(id: string): AskNode | undefined {
    return this.nodes.find((node) => node.id === id);
  }

  add(position: XYPosition, templateId?: string): string {
    this.remember();
    const data = emptyAsk(templateId);
    const node: AskNode = { id: crypto.randomUUID(), type: kindOf(data.template_id), position, data, selected: true };
    this.nodes = [...this.nodes.map((other) => ({ ...other, selected: false })), node];
    this.saving.touch();
    return node.id;
  }

  edit(id: string, change: Partial<Ask>): void {
    this.remember(`${id}:${Object.keys(change)}`);
    this.nodes = this.nodes.map((node) => (node.id === id ? { ...node, data: { ...node.data, ...change } } : node));
    this.saving.touch();
  }

  select(id: string): void {
    this.nodes = this.nodes.map((node) => ({ ...node, selected: node.id === id }));
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
      viewport: this.viewport,
    });
    const chosen = new Set(this.selected.map((node) => node.id));
    this.nodes = merged.nodes.map((node) => ({ ...node, selected: chosen.has(node.id) }));
    this.edges = merged.edges;
    this.steps.clear();
  }
}
