import type { Selected } from './selection.svelte';

const NAMED = ['shot', 'scene', 'chapter', 'take'] as const;

/** What the address of a page says is selected; nothing where it says nothing. */
export function selectedIn(query: URLSearchParams): Selected | null {
  for (const kind of NAMED) {
    const id = query.get(kind);
    if (id) return { kind, id };
  }
  return null;
}

/** `?shot=…`: what is selected, for an address; empty for what addresses do not name. */
export function queryOf(selected: Selected): string {
  const kind = NAMED.find((named) => named === selected.kind);
  return kind && selected.kind !== 'film' ? `?${new URLSearchParams({ [kind]: selected.id })}` : '';
}
