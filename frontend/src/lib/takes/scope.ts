import type { Take } from '$lib/api';
import type { Story } from '$lib/story/story.svelte';

import type { Takes } from './takes.svelte';

/** Which takes are looked through: of one shot, by its id; of no shot that there is; or all. */
export type Scope = string;
export const UNASSIGNED: Scope = 'unassigned';
export const ALL: Scope = 'all';

export function within(scope: Scope, takes: Takes, story: Story): readonly Take[] {
  if (scope === ALL) return takes.all;
  if (scope === UNASSIGNED) return unassigned(takes, story);
  return takes.byShot.get(scope) ?? [];
}

/** Those whose shot was deleted, too. */
export function unassigned(takes: Takes, story: Story): Take[] {
  return takes.all.filter(({ shot_id }) => !story.find(shot_id));
}
