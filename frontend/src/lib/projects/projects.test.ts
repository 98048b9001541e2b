import { beforeEach, describe, expect, it } from 'vitest';

import { FakeBackend } from '../../test/backend';
import { aProject } from '../../test/records';
import { nameProblem } from './name';
import { Projects } from './projects.svelte';

describe('Projects', () => {
  const ferry = aProject({
    id: 'f',
    name: 'The Last Ferry',
    changed: '2026-11-03T00:00:00Z',
    created: '2026-01-01T00:00:00Z',
  });
  const emilie = aProject({
    id: 'e',
    name: 'Émilie 10',
    changed: '2026-11-01T00:00:00Z',
    created: '2026-03-01T00:00:00Z',
  });
  const second = aProject({
    id: 's',
    name: 'Émilie 9',
    changed: '2026-11-02T00:00:00Z',
    created: '2026-02-01T00:00:00Z',
  });
  let projects: Projects;

  beforeEach(async () => {
    new FakeBackend().on('GET /projects', { body: [ferry, emilie, second] });
    projects = new Projects();
    await projects.load();
  });

  it.each([
    ['changed', ['f', 's', 'e']],
    ['name', ['s', 'e', 'f']],
    ['created', ['e', 's', 'f']],
  ] as const)('orders by %s', (order, ids) => expect(projects.find('', order).map(({ id }) => id)).toEqual(ids));

  it.each([
    ['ferry LAST', ['f']],
    ['emilie', ['s', 'e']],
    ['10', ['e']],
    ['nothing', []],
  ])('finds %j', (query, ids) => expect(projects.find(query, 'name').map(({ id }) => id)).toEqual(ids));

  it('knows a name however it is written', () => {
    expect(projects.has('the last FERRY')).toBe(true);
    expect(projects.has('The Last')).toBe(false);
  });

  it('follows what its events say', () => {
    projects.put({ ...ferry, name: 'The First Ferry' });
    projects.remove('e');
    expect(projects.find('', 'name').map(({ name }) => name)).toEqual(['Émilie 9', 'The First Ferry']);
  });

  it('forgets what a new snapshot no longer has', async () => {
    new FakeBackend().on('GET /projects', { body: [ferry] });
    await projects.load();
    expect(projects.size).toBe(1);
  });
});

describe('nameProblem', () => {
  it.each(['The Last Ferry', 'Émilie & Юлия', "Grandmother's Radio (2)", '夜', 'हिन्दी'])('lets %s pass', (name) =>
    expect(nameProblem(name)).toBeUndefined(),
  );
  it.each(['', '   '])('requires a name of %j', (name) => expect(nameProblem(name)).toContain('required'));
  it.each(['test/project', 'a\\b', 'a:b', 'a\nb', 'a\u202eb', 'x'.repeat(101)])('refuses %j', (name) =>
    expect(nameProblem(name)).toContain('Invalid'),
  );
});
