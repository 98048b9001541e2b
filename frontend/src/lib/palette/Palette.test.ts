// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import WithCommands from '../../test/WithCommands.svelte';
import { Commands } from './commands.svelte';

const films = vi.fn();
const system = vi.fn();

beforeEach(() => {
  localStorage.clear();
  Element.prototype.scrollIntoView = vi.fn();
  films.mockReset();
  system.mockReset();
  const commands = new Commands();
  commands.offer(() => [
    { id: 'films', label: 'All films', group: 'Studio', keys: 'f', run: films },
    { id: 'system', label: 'System', group: 'Studio', words: ['runners'], run: system },
  ]);
  render(WithCommands, { commands });
});

afterEach(cleanup);

async function opened(): Promise<HTMLElement> {
  await fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
  return screen.findByPlaceholderText(/^Search/);
}

function gone(): Promise<void> {
  return waitFor(() => expect(document.querySelector('[role="combobox"]')).toBeNull());
}

async function ask(box: HTMLElement, query: string, ...keys: string[]): Promise<void> {
  await fireEvent.input(box, { target: { value: query } });
  for (const key of keys) await fireEvent.keyDown(box, { key });
}

function chosen(): Element | null {
  return document.querySelector('[role="option"][aria-selected="true"]');
}

it('runs what is chosen by arrows, is gone, and begins with it next time', async () => {
  const box = await opened();
  expect(box.getAttribute('aria-activedescendant')).toBe(chosen()?.id);
  await ask(box, 's', 'ArrowUp');
  const last = chosen();
  await ask(box, 's', 'ArrowUp', 'ArrowDown');
  expect(chosen()).not.toBe(last);
  await ask(box, 'runn', 'Enter');
  await gone();
  expect(system).toHaveBeenCalledOnce();
  await opened();
  expect(chosen()?.textContent).toContain('System');
});

it('says when nothing fits, does nothing then, and goes away by the keys that brought it', async () => {
  const box = await opened();
  await ask(box, 'zzz', 'Enter');
  expect(screen.getByText(/“zzz”/)).toBeTruthy();
  expect(films).not.toHaveBeenCalled();
  await fireEvent.keyDown(box, { key: 'k', ctrlKey: true });
  await gone();
});

it('lists the keys of what is offered', async () => {
  await fireEvent.keyDown(document.body, { key: '?' });
  const list = await screen.findByLabelText('Keys');
  expect(list.textContent).toContain('All films');
  expect(list.textContent).not.toContain('System');
});
