import type { Cut, CutWish, FollowStoryResponses, GetCutResponses, PutCutResponses } from './client';
import { client } from './client/client.gen';
import { etagOf } from './versions';

/** A cut and the version that `If-Match` names. */
export interface CutVersion {
  cut: Cut;
  etag: string;
}

const url = '/api/v1/projects/{project_id}/cut';

// Called through the bare client, because the version travels in a header.
export async function readCut(project_id: string): Promise<CutVersion> {
  const { data, response } = await client.get<GetCutResponses, unknown, true>({
    url,
    path: { project_id },
    throwOnError: true,
  });
  return { cut: data, etag: etagOf(response) };
}

/** Throws ApiError 412 when the cut is no longer the one that `etag` names. */
export async function writeCut(project_id: string, wish: CutWish, etag: string): Promise<CutVersion> {
  const { data, response } = await client.put<PutCutResponses, unknown, true>({
    url,
    path: { project_id },
    body: wish,
    headers: { 'Content-Type': 'application/json', 'If-Match': etag },
    throwOnError: true,
  });
  return { cut: data, etag: etagOf(response) };
}

/** Throws ApiError 412. */
export async function dropCut(project_id: string, etag: string): Promise<CutVersion> {
  const { data, response } = await client.delete<FollowStoryResponses, unknown, true>({
    url,
    path: { project_id },
    headers: { 'If-Match': etag },
    throwOnError: true,
  });
  return { cut: data, etag: etagOf(response) };
}
