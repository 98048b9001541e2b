// @vitest-environment jsdom
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { overlays } from '$lib/ui/surfaces/overlays.svelte';

import { Panels, type Side } from './panels.svelte';

let width = 1440;
let matches: Matches[] = [];
let panels: Panels;
let shown: (Side | 'centre')[] = [];
let stop: () => void;

class Matches extends EventTarget {
  #least: number;

  constructor(query: string) {
    super();
    this.#least = Number(/\d+/.exec(query)?.[0]);
    matches.push(this);
  }

  get matches(): boolean {
    return width >= this.#least;
  }
}

function resize(px: number): void {
  width = px;
  for (const each of matches) each.dispatchEvent(new Event('change'));
  flushSync();
}

beforeEach(() => {
  width = 1440;
  matches = [];
  localStorage.clear();
  vi.stubGlobal('matchMedia', (query: string) => new Matches(query));
  panels = new Panels();
  stop = $effect.root(() => {
    $effect(() => {
      const sides = (['left', 'right'] as const).filter((side) => panels.shows(side));
      shown = panels.showsCentre ? ['centre', ...sides] : sides;
    });
  });
  flushSync();
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

it('shows as many panels as there is room for', () => {
  expect(shown).toEqual(['centre', 'left', 'right']);
  resize(1024);
  expect(shown).toEqual(['centre', 'right']);
  resize(390);
  expect(shown).toEqual(['centre']);
  panels.toggle('left');
  flushSync();
  expect(shown).toEqual(['left']);
  resize(1440);
  expect(shown).toEqual(['centre', 'left', 'right']);
});

it('takes no panel away while something lies over the page that may belong to it', () => {
  const closed = overlays.opened();
  resize(390);
  expect(shown).toEqual(['centre', 'left', 'right']);
  const inner = overlays.opened();
  closed();
  flushSync();
  expect(shown).toEqual(['centre', 'left', 'right']);
  inner();
  flushSync();
  expect(shown).toEqual(['centre']);
});

it('remembers what was put away', () => {
  panels.toggle('left');
  expect(new Panels().shows('left')).toBe(false);
});
