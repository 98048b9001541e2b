import { describe, expect, it } from 'vitest';

import { allow } from '$lib/server/policy';

import { FakeBackend, problem } from '../../test/backend';
import { backendOrigin, backendSources, writtenAddress } from './backend';
import { ApiError } from './error';
import { connect, getProject, media } from './index';

const PAGE = { protocol: 'http:', hostname: 'studio.local' };
const ASK = { path: { project_id: 'p1' } };

async function refusal(): Promise<ApiError> {
  return (await getProject(ASK).catch((error: unknown) => error)) as ApiError;
}

describe('a refusal', () => {
  it('carries the sentence, the code and the fields', async () => {
    new FakeBackend().on('GET /projects/p1', problem(422, 'name_invalid', 'Invalid name.', 'name'));
    const error = await refusal();
    expect(error).toBeInstanceOf(ApiError);
    expect([error.status, error.code, error.message]).toEqual([422, 'name_invalid', 'Invalid name.']);
    expect([error.about('name'), error.about('quality')]).toEqual(['Invalid name.', undefined]);
  });

  it('is of the same kind when nothing answers', async () => {
    connect('http://backend', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await refusal()).toMatchObject({ status: 0, code: 'unreachable' });
  });

  it('is of the same kind when something else answers', async () => {
    new FakeBackend().on('GET /projects/p1', { status: 502, body: '<html>' });
    expect(await refusal()).toMatchObject({ status: 502, code: 'unreadable' });
  });
});

describe('the backend’s address', () => {
  it('is the configured one, or the page’s host with the port', () => {
    expect(backendOrigin({ url: 'https://api.studio/', port: 1 }, PAGE)).toBe('https://api.studio');
    expect(backendOrigin({ url: null, port: 8000 }, PAGE)).toBe('http://studio.local:8000');
  });

  it('is read from the page', () => {
    expect(writtenAddress({ backendUrl: 'https://api.studio', backendPort: '1' }).url).toBe('https://api.studio');
    expect(writtenAddress({ backendUrl: '', backendPort: '8000' })).toEqual({ url: null, port: 8000 });
  });

  it('makes whole addresses of paths', () => {
    connect('http://backend:8000');
    expect(media('/api/v1/takes/t1/content')).toBe('http://backend:8000/api/v1/takes/t1/content');
  });
});

describe('the content security policy', () => {
  it('lets through the backend, by both schemes and sockets', () => {
    expect(backendSources({ url: 'https://api.studio/x', port: 1 }, 'h')).toEqual([
      'https://api.studio',
      'wss://api.studio',
    ]);
    expect(backendSources({ url: null, port: 8 }, 'h')).toEqual(['http://h:8', 'https://h:8', 'ws://h:8', 'wss://h:8']);
  });

  it('changes the named directives and no other', () => {
    const policy = "default-src 'self'; connect-src 'self'; script-src 'self' 'nonce-x'";
    expect(allow(policy, ['connect-src'], ['http://b'])).toBe(
      "default-src 'self'; connect-src 'self' http://b; script-src 'self' 'nonce-x'",
    );
  });
});
