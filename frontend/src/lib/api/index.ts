/** The one door to the backend: the generated client, told where to go and how refusals look. */
import { client } from './client/client.gen';
import { asApiError } from './error';

export * from './client';
export { ApiError, sentence } from './error';

client.interceptors.error.use((body, response: Response | undefined) => asApiError(body, response));

export function connect(origin: string, fetch: typeof globalThis.fetch = globalThis.fetch): void {
  client.setConfig({ baseUrl: origin, fetch });
}

/** The whole address of what the backend names by path: pictures, previews, files. */
export function media(path: string): string {
  return new URL(path, client.getConfig().baseUrl).href;
}
