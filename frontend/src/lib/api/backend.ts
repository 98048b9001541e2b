/** Where the backend answers, as the server of the page knows it: a whole URL, or only a port on the page's host. */
export interface BackendAddress {
  url: string | null;
  port: number;
}

type PageLocation = Pick<Location, 'protocol' | 'hostname'>;

/** As the server wrote it on the page, see `app.html`: asking for it would be one more journey before the first. */
export function writtenAddress({ backendUrl, backendPort }: DOMStringMap): BackendAddress {
  return { url: backendUrl || null, port: Number(backendPort) };
}

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
