import type { SceneNode, ShotNode, TaskCreate } from '$lib/api';

/** What a shot says of its picture, in a line; empty when neither it nor its scene says anything. */
export function promptOf(shot: ShotNode, scene: SceneNode): string {
  const what = shot.action.trim() || scene.synopsis.trim();
  const seen = [shot.framing.trim(), what].filter(Boolean).join(': ');
  const where = scene.slug.trim() || [scene.location, scene.time_of_day].filter(Boolean).join(', ');
  return [seen.replace(/[.\s]+$/, ''), where, scene.look.trim()].filter(Boolean).join('. ').replace(/\s+/g, ' ');
}

/** Whether there is anything to make a picture of. */
export function saysSomething(shot: ShotNode, scene: SceneNode): boolean {
  return [shot.action, shot.framing, scene.synopsis, scene.slug, scene.location].some((text) => text.trim());
}

/** One take of it, at the film's tier. */
export function takeOf(shot: ShotNode, scene: SceneNode): TaskCreate {
  return {
    type: 'text_to_image',
    prompt: promptOf(shot, scene),
    shot_id: shot.id,
    character_ids: shot.character_ids,
  };
}
