import { connect } from '$lib/api';
import { backendOrigin, socketOrigin } from '$lib/api/backend';

import type { LayoutLoad } from './$types';

// The studio is live: the browser talks straight to the backend, and there is nothing to render before it does.
export const ssr = false;

export const load: LayoutLoad = ({ data }) => {
  const origin = backendOrigin(data.backend, location);
  connect(origin);
  return { theme: data.theme, sockets: socketOrigin(origin) };
};
