import { SvelteMap } from 'svelte/reactivity';

import { sentence } from '$lib/api';
import { hasEnded, type Tasks } from '$lib/tasks/tasks.svelte';

import type { AskNode } from '$lib/canvas/graph/document';

/** Turning nodes into tasks; a refusal stays at its node until the next try. */
export class Generation {
  #refusals = new SvelteMap<string, string>();
  #tasks: Tasks;

  constructor(tasks: Tasks) {
    this.#tasks = tasks;
  }

  refusal(nodeId: string): string | undefined {
    return this.#refusals.get(nodeId);
  }

  isBusy(nodeId: string): boolean {
    const task = this.#tasks.byNode.get(nodeId);
    return task !== undefined && !hasEnded(task);
  }

  /** Submits a task for each node that has none under way. */
  async run(nodes: readonly AskNode[]): Promise<void> {
    await Promise.all(nodes.filter((node) => !this.isBusy(node.id)).map((node) => this.#submit(node)));
  }

  async stop(nodeId: string): Promise<void> {
    const task = this.#tasks.byNode.get(nodeId);
    if (task) await this.#guarded(nodeId, () => this.#tasks.cancel(task.id));
  }

  async #submit({ id, data: { prompt, quality_preset, seed, character_ids } }: AskNode): Promise<void> {
    await this.#guarded(id, () =>
      this.#tasks.submit({
        type: 'text_to_image',
        prompt,
        node_id: id,
        quality_preset,
        character_ids,
        parameters: { seed },
      }),
    );
  }

  async #guarded(nodeId: string, work: () => Promise<unknown>): Promise<void> {
    this.#refusals.delete(nodeId);
    try {
      await work();
    } catch (error) {
      this.#refusals.set(nodeId, sentence(error));
    }
  }
}
