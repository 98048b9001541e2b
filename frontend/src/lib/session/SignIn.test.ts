// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import { FakeBackend, problem } from '../../test/backend';
import { Session } from './session.svelte';
import SignIn from './SignIn.svelte';

const user = userEvent.setup();

afterEach(cleanup);

it('lets in who knows the token, and says at the field who does not', async () => {
  const session = new Session();
  const onsignedin = vi.fn();
  const backend = new FakeBackend().on('POST /session', problem(401, 'token_wrong', 'Not the token.', 'token'));
  render(SignIn, { session, onsignedin });
  const button = screen.getByRole('button', { name: 'Sign in' });
  expect(button).toHaveProperty('disabled', true);
  await user.type(screen.getByLabelText('Access token'), 'wrong');
  await user.click(button);
  await screen.findByText('Not the token.');
  expect(onsignedin).not.toHaveBeenCalled();
  backend.on('POST /session', { body: { id: '1', name: 'Mara', protected: true } });
  await user.click(button);
  await vi.waitFor(() => expect(onsignedin).toHaveBeenCalledOnce());
  expect(session.person?.name).toBe('Mara');
});
