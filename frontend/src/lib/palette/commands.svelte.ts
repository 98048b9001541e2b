import { SvelteSet } from 'svelte/reactivity';

import { hasKeysOfItsOwn, matches } from './keys';

/** Something that can be done, or a place to go to: what the palette runs, what a key does, what `?` lists. */
export interface Command {
  /** The same at each offer: what was used lately is remembered by it. */
  id: string;
  label: string;
  /** The heading it stands under. */
  group: string;
  /** Other words that find it. */
  words?: string[];
  /** As `keys.ts` reads them. */
  keys?: string;
  /** A second key, which is not told. */
  also?: string;
  /** Without it the entry only tells of a key that its screen listens to by itself. */
  run?: () => void;
}

type Source = () => Command[];

/** What can be done at the moment. Screens add theirs while they are shown. */
export class Commands {
  /** What of it is open. */
  shown = $state<'palette' | 'keys' | null>(null);
  #sources = new SvelteSet<Source>();

  /** What was offered last comes first, and stands for others of the same id. */
  all = $derived.by(() => {
    const offered = [...this.#sources].toReversed().flatMap((source) => source());
    return [...new Map(offered.toReversed().map((command) => [command.id, command])).values()].toReversed();
  });
  runnable = $derived(this.all.filter(({ run }) => run));
  withKeys = $derived(this.all.filter(({ keys }) => keys));

  /** Returns what takes them back. */
  offer(source: Source): () => void {
    this.#sources.add(source);
    return () => this.#sources.delete(source);
  }

  /** Runs what the key stands for, unless it belongs to what has the focus. */
  press(event: KeyboardEvent): void {
    const means = (keys: string | undefined) => keys !== undefined && matches(keys, event);
    const command = this.all.find(({ keys, also, run }) => run && (means(keys) || means(also)));
    if (!command || event.defaultPrevented || hasKeysOfItsOwn(event)) return;
    event.preventDefault();
    command.run?.();
  }
}
