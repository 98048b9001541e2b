import type { FieldProblem, Problem } from './client';

/** Nothing answered at all. */
export const UNREACHABLE = 0;

/** What the backend refused and why; `message` is a sentence to show as it is. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: FieldProblem[] = [],
  ) {
    super(detail);
  }

  /** The sentence about one input, when the refusal names it. */
  about(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

/** Reads RFC 9457 problem details; anything else becomes an error of the same kind. */
export function asApiError(body: unknown, response: Response | undefined): ApiError {
  if (!response) return unreachable();
  if (!isProblem(body)) return new ApiError(response.status, 'unreadable', `The studio answered ${response.status}.`);
  return new ApiError(body.status, body.code, body.detail, body.errors);
}

export function unreachable(): ApiError {
  return new ApiError(UNREACHABLE, 'unreachable', 'The studio’s backend does not answer. Is it running?');
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'detail' in body && 'code' in body && 'status' in body;
}
