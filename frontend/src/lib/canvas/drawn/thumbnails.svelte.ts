import { SvelteMap } from 'svelte/reactivity';

/** Px: as large as a picture is in a node that is only drawn. */
const WIDTH = 128;

/** The pictures of nodes that are only drawn, made small once: a decoded picture is scaled in each frame otherwise. */
export class Thumbnails {
  #bySource = new SvelteMap<string, ImageBitmap>();
  #asked = new Set<string>();

  /** Nothing until it has come. */
  get(source: string): ImageBitmap | undefined {
    if (!this.#asked.has(source)) void this.#fetch(source);
    return this.#bySource.get(source);
  }

  async #fetch(source: string): Promise<void> {
    this.#asked.add(source);
    const image = new Image();
    image.src = source;
    try {
      await image.decode();
      const resizeHeight = Math.round((WIDTH * image.naturalHeight) / image.naturalWidth);
      this.#bySource.set(source, await createImageBitmap(image, { resizeWidth: WIDTH, resizeHeight }));
    } catch {
      // A preview ends with its task, a file may be gone: the frame stays empty.
    }
  }
}
