import type { FunctionTemplate, Quality, Take, TaskCreate } from '$lib/api';
import { asksFor } from '$lib/functions/fields';

interface Changes {
  prompt: string;
  quality: Quality;
  /** null for any. */
  seed: number | null;
  /** Of other parameters, by their names; undefined is as usual. */
  others: Readonly<Record<string, unknown>>;
}

/** What a tier decides where nobody does: of another tier they come from there. */
const OF_TIER = ['steps', 'cfg_scale', 'sampler', 'width', 'height'];

/** What a take was made with, as far as it holds for another take of that tier. */
export function recorded(take: Take, quality: Quality): Record<string, unknown> {
  const kept = Object.entries(take.parameters).filter(
    ([name]) => name !== 'seed' && (quality === take.quality_preset || !OF_TIER.includes(name)),
  );
  return Object.fromEntries(kept);
}

/** Asks for a take like `take` but for `changes`; `shotId` is its shot's, while there is one. A tier fills in more than
    every template takes: what its template has no input for is not asked for again. */
export function again(
  take: Take,
  { prompt, quality, seed, others }: Changes,
  shotId: string | null,
  template: FunctionTemplate | undefined,
): TaskCreate {
  const wanted = Object.entries({ ...recorded(take, quality), ...others }).filter(
    ([name, value]) => value !== undefined && (!take.template_id || asksFor(template, name)),
  );
  return {
    type: take.task_type as TaskCreate['type'],
    prompt,
    shot_id: shotId,
    character_ids: take.character_ids,
    quality_preset: quality,
    template_id: take.template_id,
    parameters: { ...Object.fromEntries(wanted), seed },
  };
}
