import { type Asset, getShotPrompt, type ShotPrompt } from '$lib/api';
import type { Film } from '$lib/film/film.svelte';

import type { FoundShot } from './tree';

/** What the studio would have drawn of a shot. */
export class Composed {
  #told = $state.raw<ShotPrompt | null>(null);
  #asked = '';

  text = $derived.by(() => this.#told?.prompt ?? '');
  /** The picture of its place. */
  location = $derived.by((): Asset | null => this.#told?.location ?? null);

  /** Once for each version of what it is composed of; nothing where the studio can't say. */
  async ask({ id, story, project, assets }: Film, { node, parent }: FoundShot): Promise<void> {
    const chapter = story.find(parent.id)?.parent;
    const places = assets.of('locations').map((asset) => [asset.id, asset.name, asset.status]);
    const asked = [node.id, parent.etag, chapter?.etag, project.look, ...places].join();
    if (asked === this.#asked) return;
    this.#asked = asked;
    const path = { project_id: id, element_id: node.id };
    const told = await getShotPrompt({ path }).catch(() => null);
    if (asked === this.#asked) this.#told = told;
  }
}
