// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { FakeBackend, problem } from '../../test/backend';
import { aProject } from '../../test/records';
import NewProjectDialog from './NewProjectDialog.svelte';

const oncreated = vi.fn();
const user = userEvent.setup();
let backend: FakeBackend;

beforeEach(() => {
  oncreated.mockReset();
  backend = new FakeBackend();
  render(NewProjectDialog, { open: true, oncreated });
});

afterEach(cleanup);

async function submit(name?: string): Promise<void> {
  if (name) await user.type(screen.getByLabelText('Name'), name);
  await user.click(screen.getByRole('button', { name: 'Create project' }));
}

function error(): string | undefined {
  return document.querySelector('.error')?.textContent;
}

it('requires a name, at its field', async () => {
  await submit();
  expect(error()).toContain('required');
  expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true');
  expect(backend.asked).not.toContain('POST /projects');
});

it('refuses a name that can be no folder, until it is mended', async () => {
  await submit('test/project');
  expect(error()).toContain('Invalid');
  await user.type(screen.getByLabelText('Name'), 'x');
  expect(error()).toBeUndefined();
});

it('says at the name that it is taken', async () => {
  backend.on('POST /projects', problem(409, 'name_taken', 'A project named “Salt” exists already.'));
  await submit('Salt');
  await vi.waitFor(() => expect(error()).toContain('exists already'));
  expect(oncreated).not.toHaveBeenCalled();
});

it('creates with what was chosen', async () => {
  let asked: unknown;
  backend.on('POST /projects', async (request) => {
    asked = await request.json();
    return { status: 201, body: aProject() };
  });
  await user.click(screen.getByLabelText(/Story circle/));
  await user.selectOptions(screen.getByLabelText('Quality of new takes'), 'premium');
  await submit('  Salt ');
  await vi.waitFor(() => expect(oncreated).toHaveBeenCalledWith(aProject()));
  expect(asked).toEqual({ name: 'Salt', narrative: 'story-circle', quality: 'premium' });
});
