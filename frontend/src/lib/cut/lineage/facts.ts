import type { Lineage } from '$lib/api';
import { grouped } from '$lib/format/numbers';
import { tierLabel } from '$lib/tiers/tiers';
import type { Fact } from '$lib/ui/signs/Facts.svelte';

/** Where a frame stands in the story, and with what it was made. */
export function lineageFacts({ chapter, scene, clip, take, characters, location }: Lineage): Fact[] {
  return [
    ...(chapter ? [{ name: 'Chapter', value: [chapter.code, chapter.name].filter(Boolean).join(' ') }] : []),
    ...(scene ? [{ name: 'Scene', value: [scene.code, scene.name].filter(Boolean).join(' ') }] : []),
    ...(clip.shot_id ? [{ name: 'Shot', value: clip.text || 'Not described yet' }] : []),
    ...(characters.length
      ? [{ name: 'Characters', value: characters.map(({ id, name }) => name || id).join(', ') }]
      : []),
    ...(location ? [{ name: 'Look of', value: location.name || location.id }] : []),
    ...(take ? takeFacts(take) : []),
  ];
}

function takeFacts(take: NonNullable<Lineage['take']>): Fact[] {
  const models = take.models.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return [
    { name: 'Prompt', value: take.prompt },
    { name: 'Seed', value: grouped(take.seed), code: true },
    { name: 'Tier', value: tierLabel(take.quality_preset as Parameters<typeof tierLabel>[0]) },
    { name: 'Pipeline', value: `${take.pipeline} ${take.pipeline_version}`, code: true },
    ...(models ? [{ name: 'Models', value: models, code: true }] : []),
    { name: 'File', value: take.path, code: true },
  ];
}
