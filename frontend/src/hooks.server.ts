import type { Handle } from '@sveltejs/kit';

import { backendSources } from '$lib/api/backend';
import { backendAddress } from '$lib/server/environment';
import { allow } from '$lib/server/policy';
import { asTheme, colourScheme, THEME_COOKIE } from '$lib/theme/theme.svelte';

const POLICY = 'content-security-policy';
const MEETS_BACKEND = ['connect-src', 'img-src', 'media-src'];

export const handle: Handle = async ({ event, resolve }) => {
  const theme = asTheme(event.cookies.get(THEME_COOKIE));
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%theme%', theme).replace('%scheme%', colourScheme(theme)),
  });
  const policy = response.headers.get(POLICY);
  if (policy) {
    response.headers.set(POLICY, allow(policy, MEETS_BACKEND, backendSources(backendAddress(), event.url.hostname)));
  }
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  return response;
};
