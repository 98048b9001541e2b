// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { Film } from '$lib/film/film.svelte';

import { aTake } from '../../../test/records';
import { takeKeys } from './keys';

const film = { takes: { change: vi.fn() }, choose: vi.fn() };
const viewing = { current: () => aTake(), step: vi.fn(), compare: vi.fn() };
const listen = takeKeys(film as unknown as Film, viewing);

beforeEach(() => {
  film.takes.change.mockResolvedValue(undefined);
  film.choose.mockResolvedValue(undefined);
  window.addEventListener('keydown', listen);
});

afterEach(() => {
  window.removeEventListener('keydown', listen);
  document.body.replaceChildren();
  vi.clearAllMocks();
});

function press(key: string, within = 'div', held = {}): void {
  const target = document.body.appendChild(document.createElement(within));
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...held }));
}

it('rates by digits, on a button too, and takes it back by 0', () => {
  press('4', 'button');
  expect(film.takes.change).toHaveBeenLastCalledWith('t1', { rating: 4 });
  press('0');
  expect(film.takes.change).toHaveBeenLastCalledWith('t1', { rating: null });
});

it('goes through the takes, chooses and compares', () => {
  press('ArrowLeft');
  press('ArrowRight');
  expect(viewing.step.mock.calls).toEqual([[-1], [1]]);
  press('Enter');
  expect(film.choose).toHaveBeenCalledOnce();
  press('c');
  expect(viewing.compare).toHaveBeenCalledOnce();
});

it('leaves what is typed and what a button does alone', () => {
  press('4', 'textarea');
  press('Enter', 'button');
  press('ArrowLeft', 'input');
  press('c', 'div', { ctrlKey: true });
  expect(film.takes.change).not.toHaveBeenCalled();
  expect(film.choose).not.toHaveBeenCalled();
  expect(viewing.step).not.toHaveBeenCalled();
  expect(viewing.compare).not.toHaveBeenCalled();
});
