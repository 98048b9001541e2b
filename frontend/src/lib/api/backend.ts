/** Where the backend answers, as the server of the page knows it: a whole URL, or only a port on the page's host. */
export interface BackendAddress {
  url: string | null;
  port: number;
}

type PageLocation = Pick<Location, 'protocol' | 'hostname'>;

export function backendOrigin(address: BackendAddress, page: PageLocation): string {
  return address.url?.replace(/\/+$/, '') ?? `${page.protocol}//${page.hostname}:${address.port}`;
}

export function socketOrigin(origin: string): string {
  return origin.replace(/^http/, 'ws');
}

/** What `connect-src` and `img-src` must let through for a page seen under `hostname`. */
export function backendSources(address: BackendAddress, hostname: string): string[] {
  const origins = address.url
    ? [new URL(address.url).origin]
    : [`http://${hostname}:${address.port}`, `https://${hostname}:${address.port}`];
  return [...origins, ...origins.map(socketOrigin)];
}
