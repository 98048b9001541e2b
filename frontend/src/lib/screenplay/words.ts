import type { Impact, SceneImpact } from '$lib/api';
import { counted } from '$lib/format/numbers';

/** What happens to a scene beside its status: moved, split, merged. */
export function alsoOf(scene: SceneImpact): string {
  return [
    scene.moved && 'moved',
    scene.split_from && `split from ${scene.split_from}`,
    scene.merged.length && `takes in ${scene.merged.join(', ')}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What it costs: takes that show other words from then on. */
export function costOf({ takes, stale_takes, status }: SceneImpact): string {
  if (stale_takes) return `${counted(stale_takes, 'stale take')}`;
  return takes && status === 'omitted' ? `${counted(takes, 'take')} kept` : '';
}

/** Whether importing it would change anything. */
export function changesAnything({ counts, scenes, new_characters, new_locations }: Impact): boolean {
  const others = (counts.changed ?? 0) + (counts.new ?? 0) + (counts.omitted ?? 0);
  return others + new_characters.length + new_locations.length > 0 || scenes.some(({ moved }) => moved);
}
