/** The version of what an answer holds, as `If-Match` names it. */
export function etagOf(response: Response): string {
  return response.headers.get('etag') ?? '';
}
