import { connect, whenLocked } from '$lib/api';
import { backendOrigin, socketOrigin, writtenAddress } from '$lib/api/backend';
import { Session } from '$lib/session/session.svelte';
import { asTheme } from '$lib/theme/theme.svelte';

import type { LayoutLoad } from './$types';

// The studio is live: the browser talks straight to the backend, and there is nothing to render before it does.
export const ssr = false;

const session = new Session();

export const load: LayoutLoad = async () => {
  const { dataset } = document.documentElement;
  const origin = backendOrigin(writtenAddress(dataset), location);
  connect(origin);
  whenLocked(session.lock);
  await session.load();
  return { theme: asTheme(dataset['theme']), sockets: socketOrigin(origin), session };
};
