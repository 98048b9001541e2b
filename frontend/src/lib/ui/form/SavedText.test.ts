// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';

import SavedText from './SavedText.svelte';

const user = userEvent.setup();
afterEach(cleanup);

function shown(save: (text: string, base: string) => Promise<unknown>) {
  return render(SavedText, { label: 'Action', value: 'Lamps', save });
}

it('saves what was typed over what, when one goes elsewhere', async () => {
  const save = vi.fn().mockResolvedValue(undefined);
  shown(save);
  await user.type(screen.getByLabelText('Action'), ' lit');
  expect(save).not.toHaveBeenCalled();
  await user.tab();
  expect(save).toHaveBeenCalledExactlyOnceWith('Lamps lit', 'Lamps');
});

it('saves by Enter, and nothing that is as it was', async () => {
  const save = vi.fn().mockResolvedValue(undefined);
  shown(save);
  await user.type(screen.getByLabelText('Action'), 'x{Backspace}{Enter}');
  expect(save).not.toHaveBeenCalled();
  await user.type(screen.getByLabelText('Action'), '!{Enter}');
  expect(save).toHaveBeenCalledExactlyOnceWith('Lamps!', 'Lamps');
});

it('takes back what was typed on Escape', async () => {
  const save = vi.fn();
  shown(save);
  await user.type(screen.getByLabelText('Action'), ' lit{Escape}');
  expect(screen.getByLabelText<HTMLInputElement>('Action').value).toBe('Lamps');
  expect(save).not.toHaveBeenCalled();
});

it('keeps what was refused, with the reason', async () => {
  shown(() => Promise.reject(new Error('Too long.')));
  await user.type(screen.getByLabelText('Action'), ' lit{Enter}');
  expect(await screen.findByText('Too long.', {}, { timeout: 20_000 })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Action').value).toBe('Lamps lit');
});

it('saves also when it goes away while one types', async () => {
  const save = vi.fn().mockResolvedValue(undefined);
  const { unmount } = shown(save);
  await user.type(screen.getByLabelText('Action'), ' lit');
  unmount();
  expect(save).toHaveBeenCalledExactlyOnceWith('Lamps lit', 'Lamps');
});
