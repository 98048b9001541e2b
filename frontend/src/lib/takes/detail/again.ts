import type { Quality, Take, TaskCreate } from '$lib/api';

interface Changes {
  prompt: string;
  quality: Quality;
  /** null for any. */
  seed: number | null;
}

/** What a tier decides where nobody does: of another tier they come from there. */
const OF_TIER = ['steps', 'cfg_scale', 'sampler', 'width', 'height'];

/** Asks for a take like `take` but for `changes`; `shotId` is its shot's, while there is one. */
export function again(take: Take, { prompt, quality, seed }: Changes, shotId: string | null): TaskCreate {
  const kept = Object.entries(take.parameters).filter(
    ([name]) => name !== 'seed' && (quality === take.quality_preset || !OF_TIER.includes(name)),
  );
  return {
    type: take.task_type as TaskCreate['type'],
    prompt,
    shot_id: shotId,
    character_ids: take.character_ids,
    quality_preset: quality,
    template_id: take.template_id,
    parameters: { ...Object.fromEntries(kept), seed },
  };
}
