import { DetailedError, Upload } from 'tus-js-client';

import { type Asset, type AssetType, getAsset } from './client';
import { client } from './client/client.gen';
import { type ApiError, asApiError, unreachable } from './error';
import type { Sending } from './upload';

/** Pauses between attempts, in ms; a restart of the backend fits well into them. */
const PAUSES = [0, 500, 1000, 2000, 4000, 8000, 15_000, 30_000];

/** Sends one file by the tus protocol: a cut connection goes on where it was, and so does the same file dropped again
 * on a page that was loaded anew. */
export function sendResumable(project: string, type: AssetType, file: File, onsent: (bytes: number) => void): Sending {
  let abort = (): void => undefined;
  const done = new Promise<Asset[]>((resolve, reject) => {
    let assetId = '';
    const upload = new Upload(file, {
      endpoint: `${client.getConfig().baseUrl}/api/v1/uploads`,
      retryDelays: PAUSES,
      metadata: { filename: file.name, project_id: project, asset_type: type },
      fingerprint: () => Promise.resolve([project, type, file.name, file.size, file.lastModified].join('/')),
      removeFingerprintOnSuccess: true,
      onBeforeRequest: (request) => {
        (request.getUnderlyingObject() as XMLHttpRequest).withCredentials = true;
      },
      onAfterResponse: (_, response) => {
        assetId = response.getHeader('Asset-Id') ?? assetId;
      },
      onProgress: onsent,
      onSuccess: () => {
        getAsset({ path: { project_id: project, asset_id: assetId } }).then((asset) => resolve([asset]), reject);
      },
      onError: (error) => reject(refusal(error)),
    });
    abort = () => {
      // What can't be taken back now is swept when nobody goes on with it.
      upload.abort(true).catch(() => undefined);
      reject(new DOMException('The upload was cancelled.', 'AbortError'));
    };
    void start(upload);
  });
  return { done, abort: () => abort() };
}

async function start(upload: Upload): Promise<void> {
  const [earlier] = await upload.findPreviousUploads();
  if (earlier) upload.resumeFromPreviousUpload(earlier);
  upload.start();
}

function refusal(error: Error | DetailedError): ApiError {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  if (!response) return unreachable();
  return asApiError(parsed(response.getBody()), new Response(null, { status: response.getStatus() }));
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
