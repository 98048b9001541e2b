// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, expect, it, vi } from 'vitest';

import { coloursOn } from './colours';

const TOKENS = readFileSync(join(import.meta.dirname, '../../theme/tokens.css'), 'utf8');

/** As a browser does in a theme, which jsdom has none of. */
function themed(theme: string): void {
  vi.stubGlobal('getComputedStyle', ({ style }: HTMLElement) => ({
    color: style.color.replace(/^var\(--(.*)\)$/, `$1 when ${theme}`),
  }));
}

afterEach(() => vi.unstubAllGlobals());

it('knows the colours of the theme that an element is in', () => {
  themed('dark');
  const dark = coloursOn(document.createElement('canvas'));
  expect([dark.wire, dark.dot, dark.failed]).toEqual([
    'ink-faint when dark',
    'line-strong when dark',
    'failed when dark',
  ]);
  themed('light');
  expect(coloursOn(document.createElement('canvas')).wire).toBe('ink-faint when light');
});

it('leaves the element as it was', () => {
  themed('dark');
  const element = document.createElement('canvas');
  coloursOn(element);
  expect(element.style.color).toBe('');
});

it('asks for nothing but tokens', () => {
  themed('dark');
  const asked = Object.values(coloursOn(document.createElement('canvas'))).map((said) => said.split(' ')[0]);
  expect(asked.filter((token) => !TOKENS.includes(`--${token}: `))).toEqual([]);
});
