import {
  type Health,
  type HeldData,
  listModels,
  listRefusedTemplates,
  type Model,
  qualityMappings,
  type Refusal,
  type RunnerData,
  type TierTable,
  workspaceConfig,
  type WorkspaceConfig,
} from '$lib/api';
import { readHealth } from '$lib/api/health';
import { Queue } from '$lib/queue/queue.svelte';

import { Runners } from './runners.svelte';

/** The machinery: who works, what waits, what is well. */
export class System {
  readonly runners = new Runners();
  readonly queue = new Queue();
  health = $state.raw<Health | null>(null);
  workspace = $state.raw<WorkspaceConfig | null>(null);
  models = $state.raw<Model[]>([]);
  refused = $state.raw<Refusal[]>([]);
  tiers = $state.raw<TierTable | null>(null);
  loaded = $state(false);

  load = async (): Promise<void> => {
    // First, because it answers also where Redis does not.
    this.health = await readHealth();
    [this.workspace, this.refused, this.tiers] = await Promise.all([
      workspaceConfig(),
      listRefusedTemplates(),
      qualityMappings(),
    ]);
    [this.models] = await Promise.all([listModels(), this.runners.load(), this.queue.load()]);
    this.loaded = true;
  };

  /** Asked on its own where the rest can't be read. */
  examine = async (): Promise<void> => {
    this.health = await readHealth().catch(() => null);
  };

  /** What a runner holds has changed, and with it what waits. */
  beat(data: RunnerData): void {
    this.queue.moved();
    if (this.runners.beat(data)) this.#lookAgain();
  }

  held({ reason, held }: HeldData): void {
    this.queue.held(reason, held);
    this.#lookAgain();
  }

  #lookAgain(): void {
    // What can't be read now is read at the next handshake.
    this.load().catch(() => undefined);
  }
}
