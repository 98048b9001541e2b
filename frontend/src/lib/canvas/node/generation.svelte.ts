import { SvelteMap } from 'svelte/reactivity';

import { ApiError, sentence } from '$lib/api';
import type { Functions } from '$lib/functions/functions.svelte';
import { hasEnded, type Tasks } from '$lib/tasks/tasks.svelte';

import type { AskNode } from '$lib/canvas/graph/document';

/** Turning nodes into tasks; a refusal stays at its node until the next try. */
export class Generation {
  #refusals = new SvelteMap<string, unknown>();
  #tasks: Tasks;
  #functions: Functions;

  constructor(tasks: Tasks, functions: Functions) {
    this.#tasks = tasks;
    this.#functions = functions;
  }

  refusal(nodeId: string): string | undefined {
    return this.#refusals.has(nodeId) ? sentence(this.#refusals.get(nodeId)) : undefined;
  }

  /** The sentence about one input of a node. */
  about(nodeId: string, input: string): string | undefined {
    const error = this.#refusals.get(nodeId);
    return error instanceof ApiError ? error.about(`parameters.${input}`) : undefined;
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

  async #submit({ id, data }: AskNode): Promise<void> {
    const { prompt, quality_preset, seed, character_ids, template_id, inputs } = data;
    await this.#guarded(id, () =>
      this.#tasks.submit({
        type: this.#functions.get(template_id)?.type ?? 'text_to_image',
        prompt,
        node_id: id,
        quality_preset,
        character_ids,
        template_id,
        parameters: { ...inputs, seed },
      }),
    );
  }

  async #guarded(nodeId: string, work: () => Promise<unknown>): Promise<void> {
    this.#refusals.delete(nodeId);
    try {
      await work();
    } catch (error) {
      this.#refusals.set(nodeId, error);
    }
  }
}
