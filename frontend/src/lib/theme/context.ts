import { createContext } from 'svelte';

import type { ThemeChoice } from './theme.svelte';

export const [getTheme, setTheme] = createContext<ThemeChoice>();
