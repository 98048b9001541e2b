import { env } from '$env/dynamic/private';

import type { BackendAddress } from '$lib/api/backend';

const DEFAULT_PORT = 8000;

export function backendAddress(): BackendAddress {
  return { url: env['AUTEUR_BACKEND_URL'] || null, port: Number(env['BACKEND_PORT']) || DEFAULT_PORT };
}
