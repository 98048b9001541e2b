import { SvelteMap } from 'svelte/reactivity';

import { listRunners, type Runner, type RunnerData } from '$lib/api';

/** Milliseconds; a runner speaks every 30 s at the least. */
export const SILENCE = 45_000;

/** The workers that are there, and when each was last heard. */
export class Runners {
  #byId = new SvelteMap<string, Runner>();
  #heard = new SvelteMap<string, number>();

  all = $derived([...this.#byId.values()].sort((a, b) => a.id.localeCompare(b.id)));
  /** Tasks that are worked on, and how many could be at one time. */
  busy = $derived(sum(this.all.map(({ status }) => status.active_tasks.length)));
  places = $derived(sum(this.all.map(({ concurrency }) => concurrency)));

  /** Milliseconds since the epoch; by this machine's clock. */
  heard(id: string): number {
    return this.#heard.get(id) ?? 0;
  }

  async load(): Promise<void> {
    const found = await listRunners();
    const ids = new Set(found.map(({ id }) => id));
    for (const id of this.#byId.keys()) if (!ids.has(id)) this.#byId.delete(id);
    for (const runner of found) {
      this.#byId.set(runner.id, runner);
      this.#heard.set(runner.id, Date.now());
    }
  }

  /** Whether it is a runner that was not there. */
  beat({ runner_id, status }: RunnerData): boolean {
    const known = this.#byId.get(runner_id);
    this.#heard.set(runner_id, Date.now());
    if (known) this.#byId.set(runner_id, { ...known, status });
    return !known;
  }

  isSilent(id: string, now: number): boolean {
    return now - this.heard(id) > SILENCE;
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
