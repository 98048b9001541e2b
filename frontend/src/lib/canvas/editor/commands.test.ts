import { expect, it, vi } from 'vitest';

import { matches } from '$lib/palette/keys';

import { type Action, ACTIONS, canvasCommands } from './commands';

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const actions = Object.fromEntries(
  (Object.keys(ACTIONS) as Action[]).map((action) => [action, vi.fn()]),
) as unknown as Record<Action, () => void>;
const commands = canvasCommands(actions);

it.each([
  [{ key: 'g' }, 'Generate'],
  [{ key: '0' }, 'Fit'],
  [{ key: 'z', ctrlKey: true }, 'Undo'],
  [{ key: 'Z', metaKey: true, shiftKey: true }, 'Redo'],
  [{ key: 'ArrowLeft', altKey: true }, 'Align left'],
  [{ key: 'ArrowDown', altKey: true, shiftKey: true }, 'Space out downwards'],
  [{ key: 'ArrowLeft' }, undefined],
  [{ key: 'c', ctrlKey: true }, undefined],
])('%j: %s', (press, label) => {
  const meant = commands.find(({ keys }) => keys && matches(keys, { ...NONE, ...press }));
  expect(meant?.label).toBe(label);
});

it('has a key of its own for each', () => {
  const keys = commands.flatMap((command) => [command.keys, command.also].filter(Boolean));
  expect(new Set(keys).size).toBe(keys.length);
});

it('tells how to delete, and leaves it to the editor', () => {
  expect(commands.find(({ label }) => label === 'Delete')?.run).toBeUndefined();
  commands.find(({ label }) => label === 'Duplicate')?.run?.();
  expect(actions.duplicate).toHaveBeenCalledOnce();
});
