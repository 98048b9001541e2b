import { type Impact, type PreviewScreenplayResponses } from './client';
import { client } from './client/client.gen';

/** What importing a draft would do, and the version of the film for which that is true. */
export interface ImpactVersion {
  impact: Impact;
  etag: string;
}

// Called through the bare client, because the version travels in a header.
export async function readImpact(project_id: string, file: File): Promise<ImpactVersion> {
  const body = new FormData();
  body.append('file', file);
  const { data, response } = await client.post<PreviewScreenplayResponses, unknown, true>({
    url: '/api/v1/projects/{project_id}/screenplay/preview',
    path: { project_id },
    body,
    bodySerializer: (form) => form as FormData,
    headers: { 'Content-Type': null },
    throwOnError: true,
  });
  return { impact: data, etag: response.headers.get('etag') ?? '' };
}
