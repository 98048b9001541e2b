import { type Shelf, shelfFor } from './assets.svelte';
import type { Uploads } from './uploads.svelte';

/** How files come in: chosen in a dialog or dropped anywhere, onto the shelf that is open. */
export class Intake {
  shelf = $state<Shelf>('characters');
  input = $state<HTMLInputElement | null>(null);
  #uploads: Uploads;

  constructor(uploads: Uploads) {
    this.#uploads = uploads;
  }

  choose(shelf: Shelf = this.shelf): void {
    this.shelf = shelf;
    this.input?.click();
  }

  take(files: Iterable<File>): void {
    this.#uploads.add(files, (file) => shelfFor(file, this.shelf));
  }
}
