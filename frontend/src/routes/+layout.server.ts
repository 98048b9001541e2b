import { backendAddress } from '$lib/server/environment';
import { asTheme, THEME_COOKIE } from '$lib/theme/theme.svelte';

import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies }) => ({
  backend: backendAddress(),
  theme: asTheme(cookies.get(THEME_COOKIE)),
});
