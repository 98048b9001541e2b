import { expect, it } from 'vitest';

import { FakeBackend } from '../../test/backend';
import { createProject, getProject } from './index';

it('follows each change from the page on, and no reading', async () => {
  const told: (string | null)[] = [];
  const answer = (request: Request) => {
    told.push(request.headers.get('traceparent'));
    return { body: {} };
  };
  new FakeBackend().on('POST /projects', answer).on('GET /projects/p1', answer);
  await createProject({ body: { name: 'Nosferatu' } });
  await createProject({ body: { name: 'Faust' } });
  await getProject({ path: { project_id: 'p1' } });
  const form = /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/;
  expect(told).toEqual([expect.stringMatching(form), expect.stringMatching(form), null]);
  expect(told[0]).not.toBe(told[1]);
});
