import { createContext, onMount } from 'svelte';

import type { Command, Commands } from './commands.svelte';

export const PALETTE_KEYS = 'mod+k';

export const [getCommands, setCommands] = createContext<Commands>();

/** For a component: offers what can be done there, for as long as it is shown. */
export function offerCommands(source: () => Command[]): void {
  const commands = getCommands();
  onMount(() => commands.offer(source));
}
