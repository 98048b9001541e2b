// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { type Command, Commands } from './commands.svelte';

const run = vi.fn();
let commands: Commands;

function aCommand(own: Partial<Command> = {}): Command {
  return { id: 'generate', label: 'Generate', group: 'Board', keys: 'g', run, ...own };
}

beforeEach(() => {
  run.mockReset();
  commands = new Commands();
});

afterEach(() => document.body.replaceChildren());

describe('what is offered', () => {
  it('stands while its screen is shown, before what was offered earlier', () => {
    commands.offer(() => [aCommand({ id: 'films' })]);
    const leave = commands.offer(() => [aCommand({ id: 'board' })]);
    expect(commands.all.map(({ id }) => id)).toEqual(['board', 'films']);
    leave();
    expect(commands.all.map(({ id }) => id)).toEqual(['films']);
  });

  it('stands for an earlier offer of the same name', () => {
    commands.offer(() => [aCommand({ label: 'Generate' })]);
    commands.offer(() => [aCommand({ label: 'Generate two shots' })]);
    expect(commands.all.map(({ label }) => label)).toEqual(['Generate two shots']);
  });

  it('is listed with its key also where its screen listens to it', () => {
    commands.offer(() => [aCommand({ id: 'step', keys: 'ArrowLeft', run: undefined }), aCommand({ keys: undefined })]);
    expect(commands.withKeys.map(({ id }) => id)).toEqual(['step']);
    expect(commands.runnable.map(({ id }) => id)).toEqual(['generate']);
  });
});

describe('a key', () => {
  function press(target: Element, own: KeyboardEventInit = {}): KeyboardEvent {
    document.body.append(target);
    const event = new KeyboardEvent('keydown', { key: 'g', bubbles: true, cancelable: true, ...own });
    target.addEventListener('keydown', (heard) => commands.press(heard as KeyboardEvent));
    target.dispatchEvent(event);
    return event;
  }

  function element(tag: string, role?: string): HTMLElement {
    const made = document.createElement(tag);
    if (role) made.setAttribute('role', role);
    return made;
  }

  beforeEach(() => {
    commands.offer(() => [aCommand(), aCommand({ id: 'left', keys: 'mod+b' })]);
  });

  it('runs what it stands for, and nothing else hears it', () => {
    expect(press(element('button')).defaultPrevented).toBe(true);
    expect(run).toHaveBeenCalledOnce();
  });

  it('is text where one types, and a command with Ctrl', () => {
    press(element('textarea'));
    expect(run).not.toHaveBeenCalled();
    press(element('input'), { key: 'b', ctrlKey: true });
    expect(run).toHaveBeenCalledOnce();
  });

  it('is the field’s where it writes, with Ctrl too', () => {
    commands.offer(() => [aCommand({ id: 'undo', keys: 'mod+z' })]);
    press(element('textarea'), { key: 'z', ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
    press(element('button'), { key: 'z', ctrlKey: true });
    expect(run).toHaveBeenCalledOnce();
  });

  it('is heard by its second name, which is not listed', () => {
    commands.offer(() => [aCommand({ id: 'redo', keys: 'mod+shift+z', also: 'mod+y' })]);
    press(element('button'), { key: 'y', ctrlKey: true });
    expect(run).toHaveBeenCalledOnce();
  });

  it('is left to a dialog and to a menu', () => {
    press(element('div', 'dialog'));
    press(element('div', 'menu'), { key: 'b', ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
  });

  it('is left to who heard it first', () => {
    const button = element('button');
    button.addEventListener('keydown', (event) => event.preventDefault());
    press(button);
    expect(run).not.toHaveBeenCalled();
  });
});
