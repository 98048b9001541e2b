export type Selected = { kind: 'film' } | { kind: 'take' | 'asset' | 'node'; id: string };

/** What the inspector tells about. */
export class Selection {
  current = $state.raw<Selected>({ kind: 'film' });

  choose(selected: Selected): void {
    this.current = selected;
  }

  isChosen(kind: Selected['kind'], id: string): boolean {
    return this.current.kind !== 'film' && this.current.kind === kind && this.current.id === id;
  }
}
