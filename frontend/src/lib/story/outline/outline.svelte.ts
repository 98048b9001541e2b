import { SvelteSet } from 'svelte/reactivity';

import type { Selection } from '$lib/film/selection.svelte';

import type { Story } from '../story.svelte';
import type { Element, Found } from '../tree';
import { title } from '../words';

/** More shots than these are shown scene by scene, when a scene is opened. */
const FEW = 120;
const TYPING_MS = 700;

/** A line of the tree; without an element it is the film's own. */
export interface Row {
  id: string;
  level: number;
  found?: Found;
  /** Of what can be opened. */
  open?: boolean;
}

/** What of the story's tree is open, and where in it one is. */
export class Outline {
  renaming = $state<string | null>(null);
  #story: Story;
  #selection: Selection;
  /** Opened or closed by hand, against what is usual. */
  #flipped = new SvelteSet<string>();
  #typed = { text: '', at: 0 };

  #few = $derived.by(() => this.#story.elements.length <= FEW);
  rows = $derived.by((): Row[] => [{ id: 'film', level: 1, open: true }, ...this.#under(this.#story.chapters)]);
  #selectedId = $derived.by(() => {
    const { current } = this.#selection;
    return current.kind === 'film' ? 'film' : current.id;
  });
  /** The row of what is selected; -1 where that is no part of the story, or its parent is closed. */
  at = $derived.by(() => this.rows.findIndex(({ id }) => id === this.#selectedId));

  constructor(story: Story, selection: Selection) {
    this.#story = story;
    this.#selection = selection;
  }

  go(at: number): void {
    const row = this.rows[Math.max(0, Math.min(at, this.rows.length - 1))];
    if (!row) return;
    this.#selection.choose(row.found ? { kind: row.found.kind, id: row.id } : { kind: 'film' });
  }

  toggle(id: string): void {
    if (!this.#flipped.delete(id)) this.#flipped.add(id);
  }

  /** Opens what it lies in. */
  reveal(id: string): void {
    for (let found = this.#story.find(this.#story.find(id)?.parent?.id); found; found = this.#above(found)) {
      if (!this.#isOpen(found)) this.toggle(found.node.id);
    }
  }

  /** Into what is closed: opens it; into what is open: its first child. */
  enter(): void {
    const row = this.rows[this.at];
    if (row?.open === false) this.toggle(row.id);
    else if (row?.open && (this.rows[this.at + 1]?.level ?? 0) > row.level) this.go(this.at + 1);
  }

  /** Out of what is open: closes it; else to its parent. */
  leave(): void {
    const row = this.rows[this.at];
    if (row?.open && row.found) this.toggle(row.id);
    else if (row?.found) this.go(this.rows.findIndex(({ id }) => id === (row.found?.parent?.id ?? 'film')));
  }

  /** To the next row that begins with what is being typed. */
  type(letter: string, now: number): void {
    const goesOn = now - this.#typed.at < TYPING_MS;
    this.#typed = { text: (goesOn ? this.#typed.text : '') + letter.toLowerCase(), at: now };
    const from = this.at + (goesOn ? 0 : 1);
    const turned = [...this.rows.keys()].map((key) => (key + from) % this.rows.length);
    const next = turned.find((at) => this.#beginsWith(this.rows[at]?.found, this.#typed.text));
    if (next !== undefined) this.go(next);
  }

  #beginsWith(found: Found | undefined, text: string): boolean {
    return found !== undefined && [title(found), found.node.code].some((name) => name.toLowerCase().startsWith(text));
  }

  #under(nodes: readonly Element[], level = 2): Row[] {
    return nodes.flatMap((node): Row[] => {
      const found = this.#story.find(node.id);
      if (!found) return [];
      if (found.kind === 'shot') return [{ id: node.id, level, found }];
      const open = this.#isOpen(found);
      const children = found.kind === 'chapter' ? found.node.scenes : found.node.shots;
      return [{ id: node.id, level, found, open }, ...(open ? this.#under(children, level + 1) : [])];
    });
  }

  #isOpen({ kind, node }: Found): boolean {
    return (kind === 'chapter' || this.#few) !== this.#flipped.has(node.id);
  }

  #above(found: Found): Found | undefined {
    return this.#story.find(found.parent?.id);
  }
}
