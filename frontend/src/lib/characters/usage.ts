import type { Take, Usage } from '$lib/api';
import type { Story } from '$lib/story/story.svelte';
import type { FoundShot } from '$lib/story/tree';
import type { Takes } from '$lib/takes/takes.svelte';

/** The takes of one shot that somebody is in, newest first; those of no shot that there is stand together. */
export interface UsedIn {
  shot: FoundShot | undefined;
  takes: readonly Take[];
}

/** In the order of the story, what belongs to no shot last. */
export function usedIn({ takeIds }: Usage, takes: Takes, story: Story): UsedIn[] {
  const used = new Set(takeIds);
  const isUsed = ({ id }: Take): boolean => used.has(id);
  const shots = story.elements.filter((found) => found.kind === 'shot');
  const known = shots.map((shot) => ({ shot, takes: (takes.byShot.get(shot.node.id) ?? []).filter(isUsed) }));
  const stray = takes.all.filter((take) => isUsed(take) && !story.shot(take.shot_id));
  return [...known, { shot: undefined, takes: stray }].filter(({ takes }) => takes.length);
}
