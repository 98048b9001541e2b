import { MediaQuery } from 'svelte/reactivity';

import { overlays } from '$lib/ui/surfaces/overlays.svelte';

/** Whether the window has room for something. While a dialog or a menu is open it stays as it was: what would leave the
 * page for want of room may be what the dialog belongs to. */
export class Room {
  #fits: MediaQuery;
  #last: boolean;

  constructor(query: string) {
    this.#fits = new MediaQuery(query);
    this.#last = this.#fits.current;
  }

  current = $derived.by(() => (overlays.open ? this.#last : (this.#last = this.#fits.current)));
}
