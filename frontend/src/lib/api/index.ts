/** The one door to the backend: the generated client, told where to go and how refusals look. */
import { client } from './client/client.gen';
import { asApiError } from './error';
import { traceparent } from './trace';

export * from './client';
export { ApiError, sentence } from './error';

const SIGN_IN_REQUIRED = 'sign_in_required';
let onlocked: () => void = () => undefined;

client.interceptors.error.use((body, response: Response | undefined) => {
  const error = asApiError(body, response);
  if (error.code === SIGN_IN_REQUIRED) onlocked();
  return error;
});

// Reading is frequent, and with a header of ours a browser would ask for leave first each time.
client.interceptors.request.use((request) => {
  if (request.method !== 'GET') request.headers.set('traceparent', traceparent());
  return request;
});

/** Sets what happens when a call is refused for want of a session. */
export function whenLocked(then: () => void): void {
  onlocked = then;
}

export function connect(origin: string, fetch: typeof globalThis.fetch = globalThis.fetch): void {
  client.setConfig({ baseUrl: origin, fetch, credentials: 'include' });
}

/** The whole address of what the backend names by path: pictures, previews, files. */
export function media(path: string): string {
  return new URL(path, client.getConfig().baseUrl).href;
}
