import type { Health } from './client';
import { client } from './client/client.gen';
import { unreachable } from './error';

/** What is well and what is not; an unhealthy studio says so with 503, which is no refusal. Throws ApiError where nothing
 * answers, or something else does. */
export async function readHealth(): Promise<Health> {
  const { baseUrl, fetch = globalThis.fetch } = client.getConfig();
  const response = await fetch(`${baseUrl}/health`).catch(() => Response.error());
  const found: unknown = await response.json().catch(() => null);
  if (!isHealth(found)) throw unreachable();
  return found;
}

function isHealth(body: unknown): body is Health {
  return typeof body === 'object' && body !== null && 'checks' in body;
}
