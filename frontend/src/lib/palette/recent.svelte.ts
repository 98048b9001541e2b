const STORED = 'auteur-recent-commands';
const MOST = 5;

/** Ids of what was run lately, the last first; remembered by the browser. */
export class Recent {
  ids = $state.raw<readonly string[]>(stored());

  add(id: string): void {
    this.ids = [id, ...this.ids.filter((other) => other !== id)].slice(0, MOST);
    localStorage.setItem(STORED, JSON.stringify(this.ids));
  }
}

function stored(): string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(STORED) ?? '[]');
    return Array.isArray(found) ? found.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
