import type { Take } from '$lib/api';
import { grouped } from '$lib/format/numbers';
import { duration, exactly } from '$lib/format/time';
import { TIERS } from '$lib/tiers/tiers';
import type { Fact } from '$lib/ui/signs/Facts.svelte';

/** `Take 4`; one of no shot by its seed. */
export function takeName(take: Take): string {
  return take.take_number === null ? `Seed ${grouped(take.seed)}` : `Take ${take.take_number}`;
}

/** Everything that a take was made from. */
export function takeFacts(take: Take): Fact[] {
  const { steps, cfg_scale, sampler } = take.parameters;
  return [
    { name: 'Seed', value: grouped(take.seed), code: true },
    { name: 'Tier', value: TIERS.find(({ value }) => value === take.quality_preset)?.label ?? take.quality_preset },
    { name: 'Pipeline', value: `${take.pipeline} ${take.pipeline_version}`, code: true },
    ...(take.fallback_from ? [{ name: 'Instead of', value: take.fallback_from, code: true }] : []),
    ...known('Steps', steps),
    ...known('Guidance', cfg_scale),
    ...known('Sampler', sampler),
    { name: 'Took', value: duration(take.duration) },
    { name: 'Made', value: exactly(take.created) },
    { name: 'Runner', value: take.runner_id, code: true },
    { name: 'File', value: take.path, code: true },
  ];
}

function known(name: string, value: unknown): Fact[] {
  return value === undefined || value === null ? [] : [{ name, value: String(value), code: true }];
}
