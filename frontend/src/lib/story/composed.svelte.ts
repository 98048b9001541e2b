import { getShotPrompt } from '$lib/api';
import type { Film } from '$lib/film/film.svelte';

import type { FoundShot } from './tree';

/** What the studio would have drawn of a shot. */
export class Composed {
  text = $state('');
  #asked = '';

  /** Once for each version of what it is composed of; nothing where the studio can't say. */
  async ask({ id, story, project }: Film, { node, parent }: FoundShot): Promise<void> {
    const chapter = story.find(parent.id)?.parent;
    const asked = [node.id, parent.etag, chapter?.etag, project.look].join();
    if (asked === this.#asked) return;
    this.#asked = asked;
    const path = { project_id: id, element_id: node.id };
    const text = await getShotPrompt({ path }).then(
      ({ prompt }) => prompt,
      () => '',
    );
    if (asked === this.#asked) this.text = text;
  }
}
