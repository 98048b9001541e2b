import type { Canvas, GetCanvasResponses, PutCanvasResponses } from './client';
import { client } from './client/client.gen';
import { etagOf } from './versions';

/** A canvas and the version that `If-Match` names. */
export interface CanvasVersion {
  canvas: Canvas;
  etag: string;
}

const url = '/api/v1/projects/{project_id}/canvas';

// Called through the bare client, because the version travels in a header.
export async function readCanvas(project_id: string): Promise<CanvasVersion> {
  const { data, response } = await client.get<GetCanvasResponses, unknown, true>({
    url,
    path: { project_id },
    throwOnError: true,
  });
  return { canvas: data, etag: etagOf(response) };
}

/** Throws ApiError 412 when the canvas is no longer the one that `etag` names. */
export async function writeCanvas(project_id: string, canvas: Canvas, etag: string): Promise<string> {
  const { response } = await client.put<PutCanvasResponses, unknown, true>({
    url,
    path: { project_id },
    body: canvas,
    headers: { 'Content-Type': 'application/json', 'If-Match': etag },
    throwOnError: true,
  });
  return etagOf(response);
}
