import type { SceneNode, ShotNode } from '$lib/api';

/** Whether there is anything to make a picture of. */
export function saysSomething(shot: ShotNode, scene: SceneNode): boolean {
  return [shot.action, shot.framing, scene.synopsis, scene.slug, scene.location].some((text) => text.trim());
}
