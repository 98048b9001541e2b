import { SvelteMap } from 'svelte/reactivity';

import { ApiError, type Take, type TakePatch, deleteTake, getTake, listTakes, patchTake } from '$lib/api';
import { byAge } from '$lib/format/order';

/** The takes of one film. A take never changes its picture and is never overwritten. */
export class Takes {
  #byId = new SvelteMap<string, Take>();
  #projectId: string;
  loaded = $state(false);

  /** Newest first. */
  all = $derived([...this.#byId.values()].sort(byAge));
  /** Of each shot, newest first. Those of a deleted shot still name it. */
  byShot = $derived(grouped(this.all));
  /** The newest take of each node. */
  byNode = $derived(new Map(this.all.toReversed().flatMap((take) => (take.node_id ? [[take.node_id, take]] : []))));

  constructor(projectId: string) {
    this.#projectId = projectId;
  }

  get(id: string): Take | undefined {
    return this.#byId.get(id);
  }

  async load(): Promise<void> {
    const found = await listTakes({ path: { project_id: this.#projectId } });
    const there = new Set(found.map((take) => take.id));
    [...this.#byId.keys()].filter((id) => !there.has(id)).forEach((id) => this.#byId.delete(id));
    found.forEach((take) => this.#byId.set(take.id, take));
    this.loaded = true;
  }

  created(id: string): void {
    if (!this.#byId.has(id)) void this.#fetch(id);
  }

  /** Rated, noted, chosen, or gone. Asked for are all of its shot: of one that is gone a browser would complain. */
  changed(id: string, shotId: string | null): void {
    void this.#look(id, shotId);
  }

  /** Shown at once; what is refused is taken back. Throws ApiError. */
  async change(id: string, wanted: TakePatch): Promise<void> {
    const before = this.#byId.get(id);
    if (before) this.#byId.set(id, { ...before, ...(wanted as Partial<Take>) });
    try {
      this.#byId.set(id, await patchTake({ path: { take_id: id }, body: wanted }));
    } catch (error) {
      if (before) this.#byId.set(id, before);
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    await deleteTake({ path: { take_id: id } });
    this.#byId.delete(id);
  }

  async #look(id: string, shotId: string | null): Promise<void> {
    try {
      const found = await listTakes({ path: { project_id: this.#projectId }, query: { shot_id: shotId } });
      const take = found.find((each) => each.id === id);
      if (take) this.#byId.set(id, take);
      else this.#byId.delete(id);
    } catch (error) {
      // Whoever comes back after an outage loads them all.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  async #fetch(id: string): Promise<void> {
    try {
      this.#byId.set(id, await getTake({ path: { take_id: id } }));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) this.#byId.delete(id);
    }
  }
}

function grouped(takes: readonly Take[]): ReadonlyMap<string, readonly Take[]> {
  const shots = new Map<string, Take[]>();
  for (const take of takes) {
    if (!take.shot_id) continue;
    const known = shots.get(take.shot_id);
    if (known) known.push(take);
    else shots.set(take.shot_id, [take]);
  }
  return shots;
}
