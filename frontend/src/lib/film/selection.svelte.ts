export type Selected =
  { kind: 'film' } | { kind: 'chapter' | 'scene' | 'shot' | 'take' | 'asset' | 'node'; id: string };

/** What the inspector tells about, and the shots that are picked together. */
export class Selection {
  current = $state.raw<Selected>({ kind: 'film' });
  #picked = $state.raw<ReadonlySet<string>>(new Set());
  /** The shots that a command is for: those picked, the chosen one among them. */
  shots = $derived(this.current.kind === 'shot' ? new Set([...this.#picked, this.current.id]) : new Set<string>());

  choose(selected: Selected): void {
    this.current = selected;
    this.#picked = new Set();
  }

  /** Shots together; the inspector tells about the last that was pointed at. */
  pick(shots: Iterable<string>, last: string): void {
    this.current = { kind: 'shot', id: last };
    this.#picked = new Set(shots);
  }

  isChosen(kind: Selected['kind'], id: string): boolean {
    return this.current.kind !== 'film' && this.current.kind === kind && this.current.id === id;
  }
}
