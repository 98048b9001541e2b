import { connect } from '$lib/api';

interface Answer {
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
}

type Answering = (request: Request) => Answer | Promise<Answer>;

/** A backend behind the real client: answers `METHOD /path`, and 404 with a problem to anything else. */
export class FakeBackend {
  readonly asked: string[] = [];
  #routes = new Map<string, Answering>();

  constructor() {
    connect('http://backend', async (input, init) => this.#answer(new Request(input, init)));
  }

  on(route: string, answer: Answer | Answering): this {
    this.#routes.set(route, typeof answer === 'function' ? answer : () => answer);
    return this;
  }

  async #answer(request: Request): Promise<Response> {
    const route = `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`;
    this.asked.push(route);
    const { status = 200, body = null, headers = {} } = await (this.#routes.get(route) ?? unknown)(request);
    const type = status < 300 ? 'application/json' : 'application/problem+json';
    return new Response(status === 204 ? null : JSON.stringify(body), {
      status,
      headers: { 'content-type': type, ...headers },
    });
  }
}

export function problem(status: number, code: string, detail: string, field?: string): Answer {
  const errors = field ? [{ field, message: detail }] : [];
  return { status, body: { type: 'about:blank', title: 'Refused', status, code, detail, errors } };
}

function unknown(): Answer {
  return problem(404, 'not_found', 'There is nothing here.');
}
