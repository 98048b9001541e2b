import { beforeEach, describe, expect, it } from 'vitest';

import { FakeBackend, problem } from '../../test/backend';
import { aProject } from '../../test/records';
import { freeName, importFilm } from './importing';

const FILE = new File(['INT. FERRY - NIGHT'], 'The_Last_Ferry.fountain');
let backend: FakeBackend;

function nothing(): boolean {
  return false;
}

beforeEach(() => {
  backend = new FakeBackend().on('POST /projects', { status: 201, body: aProject() });
});

describe('importFilm', () => {
  it('makes a film and brings the screenplay into it', async () => {
    backend.on('POST /projects/p1/screenplay', { body: {} });
    expect((await importFilm(FILE, nothing)).id).toBe('p1');
    expect(backend.asked).toEqual(['POST /projects', 'POST /projects/p1/screenplay']);
  });

  it('leaves no film of what can’t be read, and says why', async () => {
    backend.on('POST /projects/p1/screenplay', problem(415, 'not_a_screenplay', 'This is no screenplay.'));
    backend.on('DELETE /projects/p1', { status: 200 });
    await expect(importFilm(FILE, nothing)).rejects.toThrow('This is no screenplay.');
    expect(backend.asked.at(-1)).toBe('DELETE /projects/p1');
  });
});

describe('freeName', () => {
  it.each([
    ['The_Last_Ferry.fountain', [], 'The Last Ferry'],
    ['Salt.fdx', ['Salt', 'Salt 2'], 'Salt 3'],
    ['???.txt', [], 'Screenplay'],
  ])('of %s beside %j: %s', (file, names, free) => expect(freeName(file, (name) => names.includes(name))).toBe(free));
});
