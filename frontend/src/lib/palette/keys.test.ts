// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';

import { isBusy, isTyping, matches, shown } from './keys';

const PLAIN = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('matches', () => {
  it.each([
    ['mod+k', { key: 'k', ctrlKey: true }],
    ['mod+k', { key: 'K', metaKey: true }],
    ['mod+shift+z', { key: 'Z', ctrlKey: true, shiftKey: true }],
    ['?', { key: '?', shiftKey: true }],
    ['?', { key: '?' }],
    ['g', { key: 'g' }],
    ['ArrowLeft', { key: 'ArrowLeft' }],
  ])('%s: %j', (keys, press) => expect(matches(keys, { ...PLAIN, ...press })).toBe(true));

  it.each([
    ['mod+k', { key: 'k' }],
    ['g', { key: 'g', ctrlKey: true }],
    ['g', { key: 'G', shiftKey: true }],
    ['mod+z', { key: 'Z', ctrlKey: true, shiftKey: true }],
    ['g', { key: 'g', altKey: true }],
  ])('not %s: %j', (keys, press) => expect(matches(keys, { ...PLAIN, ...press })).toBe(false));
});

describe('shown', () => {
  it.each([
    ['mod+k', '⌘K', 'Ctrl K'],
    ['mod+shift+z', '⌘⇧Z', 'Ctrl Shift Z'],
    ['ArrowLeft', '←', '←'],
    ['?', '?', '?'],
  ])('%s', (keys, onMac, elsewhere) => {
    expect(shown(keys, true)).toBe(onMac);
    expect(shown(keys, false)).toBe(elsewhere);
  });
});

it('leaves keys to whoever types', () => {
  expect(isTyping(document.createElement('textarea'))).toBe(true);
  expect(isTyping(document.createElement('button'))).toBe(false);
  expect(isTyping(null)).toBe(false);
});

it('leaves a view’s keys to what is gone through or followed within it', () => {
  const menu = document.createElement('div');
  menu.role = 'menu';
  expect(isBusy(menu.appendChild(document.createElement('button')))).toBe(true);
  expect(isBusy(document.createElement('a'))).toBe(true);
  expect(isBusy(document.createElement('input'))).toBe(true);
  expect(isBusy(document.createElement('button'))).toBe(false);
});
