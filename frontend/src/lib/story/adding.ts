import type { Story } from './story.svelte';
import { type Found, type Kind, scenesOf } from './tree';

/** Why none can be added yet; null when one can. */
export function missing(story: Story, kind: Kind): string | null {
  if (kind === 'scene' && !story.chapters.length) return 'A scene needs a chapter.';
  if (kind === 'shot' && !scenesOf(story.chapters).length) return 'A shot needs a scene.';
  return null;
}

/** Adds one right after `near` or what `near` lies in, else at the end. Gives its id; throws ApiError. */
export async function addNear(story: Story, kind: Kind, near: Found | undefined): Promise<string> {
  const chapter = upTo(story, 'chapter', near);
  const scene = upTo(story, 'scene', near);
  if (kind === 'chapter') return (await story.addChapter(next(story, chapter))).id;
  if (kind === 'scene') return (await story.addScene(home(story, chapter), next(story, scene))).id;
  return (await story.addShot(stage(story, chapter, scene), next(story, upTo(story, 'shot', near)))).id;
}

function upTo(story: Story, kind: Kind, found: Found | undefined): Found | undefined {
  return !found || found.kind === kind ? found : upTo(story, kind, story.find(found.parent?.id));
}

/** The sibling after it. */
function next(story: Story, found: Found | undefined): string | undefined {
  if (found?.kind === 'chapter') return story.chapters[found.at + 1]?.id;
  if (found?.kind === 'scene') return found.parent.scenes[found.at + 1]?.id;
  return found?.parent.shots[found.at + 1]?.id;
}

function home(story: Story, chapter: Found | undefined): string {
  return (chapter?.node ?? story.chapters.at(-1))?.id ?? '';
}

/** The scene that a shot goes into: the one at hand, the last of the chapter, the last of the film. */
function stage(story: Story, chapter: Found | undefined, scene: Found | undefined): string {
  const ofChapter = chapter?.kind === 'chapter' ? chapter.node.scenes : [];
  return (scene?.node ?? ofChapter.at(-1) ?? scenesOf(story.chapters).at(-1))?.id ?? '';
}
