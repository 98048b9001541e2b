import { toast } from 'svelte-sonner';

import { sentence } from '$lib/api';

const KEPT = 50;

export interface Notice {
  id: number;
  text: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** What went wrong at this desk: shown for a moment where one works, and kept to be read later. */
export class Notices {
  /** The newest first. */
  all = $state.raw<readonly Notice[]>([]);
  #next = 0;

  add(text: string): void {
    this.#next += 1;
    this.all = [{ id: this.#next, text, at: Date.now() }, ...this.all].slice(0, KEPT);
    toast.error(text);
  }

  clear(): void {
    this.all = [];
  }
}

/** One desk a page. */
export const notices = new Notices();

/** Tells a refusal that has no better place to be shown. */
export function complain(error: unknown): void {
  notices.add(sentence(error));
}
