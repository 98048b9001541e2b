import { type FunctionTemplate, listTemplates, qualityMappings, type RunnerData, type TierTable } from '$lib/api';

export const IMAGE_GENERATION = 'image_generation_v1';
/** What is about one character is asked for on its page. */
const OF_CHARACTERS = ['character_variations', 'lora_training'];

/** What can be asked for, and what the tiers fill in. */
export class Functions {
  all = $state.raw<FunctionTemplate[]>([]);
  tiers = $state.raw<TierTable | null>(null);
  #byId = $derived(new Map(this.all.map((template) => [template.id, template])));

  #pipelines = new Set<string>();

  /** Those that a node can be made of. */
  forNodes = $derived(this.all.filter(({ type }) => !OF_CHARACTERS.includes(type)));

  get(id: string): FunctionTemplate | undefined {
    return this.#byId.get(id);
  }

  async load(): Promise<void> {
    [this.all, this.tiers] = await Promise.all([listTemplates(), qualityMappings()]);
  }

  /** A runner is there: with a pipeline that was not, more can be made. */
  beat({ status: { pipelines } }: RunnerData): void {
    const isNews = pipelines.some((pipeline) => !this.#pipelines.has(pipeline));
    pipelines.forEach((pipeline) => this.#pipelines.add(pipeline));
    // What can't be read now is read at the next handshake.
    if (isNews) this.load().catch(() => undefined);
  }
}
