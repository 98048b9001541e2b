import { SvelteMap } from 'svelte/reactivity';

import { ApiError, sentence } from '$lib/api';
import type { Functions } from '$lib/functions/functions.svelte';
import { hasEnded, type Tasks } from '$lib/tasks/tasks.svelte';

import type { AskNode } from '$lib/canvas/graph/document';
import type { Wired } from '$lib/canvas/graph/wiring';
import { asksFor } from '$lib/functions/fields';

const LORA_STRENGTH = 'lora_strength';

/** Turning nodes into tasks; a refusal stays at its node until the next try. */
export class Generation {
  #refusals = new SvelteMap<string, unknown>();
  #tasks: Tasks;
  #functions: Functions;
  #wiredTo: (nodeId: string) => Wired;

  constructor(tasks: Tasks, functions: Functions, wiredTo: (nodeId: string) => Wired) {
    this.#tasks = tasks;
    this.#functions = functions;
    this.#wiredTo = wiredTo;
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
    const { prompt, quality_preset, seed, template_id, inputs } = data;
    const template = this.#functions.get(template_id);
    const wired = this.#wiredTo(id);
    const people = [...new Set([...data.character_ids, ...wired.character_ids])];
    const said = { ...wired.parameters, ...strengthsOf(people, inputs[LORA_STRENGTH], wired.strengths) };
    const parameters = Object.entries(said).filter(([name]) => asksFor(template, name));
    await this.#guarded(id, () =>
      this.#tasks.submit({
        type: template?.type ?? 'text_to_image',
        prompt,
        node_id: id,
        shot_id: wired.shot_id,
        quality_preset,
        character_ids: people,
        template_id,
        parameters: { ...inputs, ...Object.fromEntries(parameters), seed },
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

/** What the node says for all of them holds for those whose own wire does not say it. */
function strengthsOf(people: string[], forAll: unknown, own: Record<string, number>): Record<string, unknown> {
  if (!Object.keys(own).length) return {};
  const usual = typeof forAll === 'number' ? Object.fromEntries(people.map((id) => [id, forAll])) : (forAll as object);
  return { [LORA_STRENGTH]: { ...usual, ...own } };
}
