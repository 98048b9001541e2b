import type { Asset, AssetType } from './client';
import { client } from './client/client.gen';
import { asApiError, unreachable } from './error';

export interface Sending {
  /** Resolves with the accepted assets; rejects with ApiError, or with an AbortError after `abort`. */
  done: Promise<Asset[]>;
  abort: () => void;
}

/** Sends one file, telling how many bytes have left. `fetch` can't tell that, so this is an XMLHttpRequest. */
export function sendFile(project: string, type: AssetType, file: File, onsent: (bytes: number) => void): Sending {
  const request = new XMLHttpRequest();
  request.open('POST', `${client.getConfig().baseUrl}/api/v1/projects/${project}/assets?asset_type=${type}`);
  request.withCredentials = true;
  request.responseType = 'json';
  request.upload.onprogress = (event) => onsent(event.loaded);
  const done = answerOf(request);
  const body = new FormData();
  body.append('files', file);
  request.send(body);
  return { done, abort: () => request.abort() };
}

function answerOf(request: XMLHttpRequest): Promise<Asset[]> {
  return new Promise((resolve, reject) => {
    request.onload = () => {
      const { status, response } = request;
      if (status < 300) resolve(response as Asset[]);
      else reject(asApiError(response, new Response(null, { status })));
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
  });
}
