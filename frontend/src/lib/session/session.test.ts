import { beforeEach, expect, it } from 'vitest';

import { FakeBackend, problem } from '../../test/backend';
import { whenLocked } from '$lib/api';

import { Session } from './session.svelte';

const MARA = { id: '1', name: 'Mara', protected: true };
const LOCKED = problem(401, 'sign_in_required', 'Sign in.');

let backend: FakeBackend;
let session: Session;

beforeEach(() => {
  backend = new FakeBackend();
  session = new Session();
  whenLocked(session.lock);
});

it('learns who sits here', async () => {
  backend.on('GET /session', { body: MARA });
  await session.load();
  expect([session.person, session.locked]).toEqual([MARA, false]);
});

it('is locked by any call that wants a session, until the token is said', async () => {
  backend.on('GET /session', LOCKED).on('POST /session', { body: MARA });
  await session.load();
  expect(session.locked).toBe(true);
  await session.signIn('token');
  expect([session.person, session.locked]).toEqual([MARA, false]);
});

it('stays locked by a wrong token, and says so', async () => {
  session.lock();
  backend.on('POST /session', problem(401, 'token_wrong', 'This is not it.', 'token'));
  await expect(session.signIn('token')).rejects.toThrow('This is not it.');
  expect(session.locked).toBe(true);
});

it('is what it was when nothing answers', async () => {
  backend.on('GET /session', { body: MARA });
  await session.load();
  backend.on('GET /session', problem(503, 'unavailable', 'Away.'));
  await session.load();
  expect([session.person, session.locked]).toEqual([MARA, false]);
});

it('takes another name, and is locked after signing out', async () => {
  backend.on('PATCH /session', { body: { ...MARA, name: 'Ada' } }).on('DELETE /session', { body: null });
  await session.rename('Ada');
  expect(session.person?.name).toBe('Ada');
  await session.signOut();
  expect([session.person, session.locked]).toEqual([null, true]);
});

it('keeps the name that was said while it was still being asked for', async () => {
  const late = () => new Promise<{ body: unknown }>((resolve) => setTimeout(() => resolve({ body: MARA }), 20));
  backend.on('GET /session', late).on('PATCH /session', { body: { ...MARA, name: 'Ada' } });
  await Promise.all([session.load(), session.rename('Ada')]);
  expect(session.person?.name).toBe('Ada');
});
