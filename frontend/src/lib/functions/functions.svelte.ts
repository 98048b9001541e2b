import { type FunctionTemplate, listTemplates, qualityMappings, type TierTable } from '$lib/api';

export const IMAGE_GENERATION = 'image_generation_v1';

/** What can be asked for, and what the tiers fill in. */
export class Functions {
  all = $state.raw<FunctionTemplate[]>([]);
  tiers = $state.raw<TierTable | null>(null);
  #byId = $derived(new Map(this.all.map((template) => [template.id, template])));

  /** Those that make takes from words and pictures alone; what is about one character has its own page. */
  forNodes = $derived(this.all.filter(({ type }) => type === 'text_to_image' || type === 'image_to_video'));

  get(id: string): FunctionTemplate | undefined {
    return this.#byId.get(id);
  }

  async load(): Promise<void> {
    [this.all, this.tiers] = await Promise.all([listTemplates(), qualityMappings()]);
  }
}
