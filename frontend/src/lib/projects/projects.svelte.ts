import { SvelteMap } from 'svelte/reactivity';

import { type Project, listProjects } from '$lib/api';
import { fold } from '$lib/format/fold';

export const ORDERS = {
  changed: 'Last changed',
  name: 'Name',
  created: 'Newest first',
} as const;
export type Order = keyof typeof ORDERS;

const COMPARE: Record<Order, (a: Project, b: Project) => number> = {
  changed: (a, b) => b.changed.localeCompare(a.changed),
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }),
  created: (a, b) => (b.created ?? '').localeCompare(a.created ?? ''),
};

/** All films of the workspace. */
export class Projects {
  #byId = new SvelteMap<string, Project>();
  loaded = $state(false);

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): Project | undefined {
    return this.#byId.get(id);
  }

  /** Folders, and with them names, do not differ by capitals alone. */
  has(name: string): boolean {
    return [...this.#byId.values()].some((project) => fold(project.name) === fold(name));
  }

  async load(): Promise<void> {
    const found = await listProjects();
    const ids = new Set(found.map((project) => project.id));
    for (const id of this.#byId.keys()) if (!ids.has(id)) this.#byId.delete(id);
    found.forEach((project) => this.put(project));
    this.loaded = true;
  }

  put(project: Project): void {
    this.#byId.set(project.id, project);
  }

  remove(id: string): void {
    this.#byId.delete(id);
  }

  /** Those whose name holds every word of `query`, in `order`. */
  find(query: string, order: Order): Project[] {
    const words = fold(query).split(/\s+/).filter(Boolean);
    return [...this.#byId.values()]
      .filter((project) => words.every((word) => fold(project.name).includes(word)))
      .sort(COMPARE[order]);
  }
}
