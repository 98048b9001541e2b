import type { Handle } from '@sveltejs/kit';

import { backendSources } from '$lib/api/backend';
import { backendAddress } from '$lib/server/environment';
import { fill } from '$lib/server/page';
import { allow } from '$lib/server/policy';
import { asTheme, colourScheme, THEME_COOKIE } from '$lib/theme/theme.svelte';

const POLICY = 'content-security-policy';
const MEETS_BACKEND = ['connect-src', 'img-src', 'media-src'];

export const handle: Handle = async ({ event, resolve }) => {
  const theme = asTheme(event.cookies.get(THEME_COOKIE));
  const backend = backendAddress();
  const told = { theme, scheme: colourScheme(theme), url: backend.url ?? '', port: String(backend.port) };
  const response = await resolve(event, { transformPageChunk: ({ html }) => fill(html, told) });
  const policy = response.headers.get(POLICY);
  if (policy) {
    response.headers.set(POLICY, allow(policy, MEETS_BACKEND, backendSources(backend, event.url.hostname)));
  }
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  return response;
};
