// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import TileGrid from './TileGrid.svelte';

const onpreview = vi.fn();
const user = userEvent.setup();

beforeEach(() => {
  onpreview.mockReset();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      disconnect = vi.fn();
    },
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function shown(count: number): void {
  const tile = createRawSnippet<[string, number]>((item, tabindex) => ({
    render: () => `<button tabindex="${tabindex()}">${item()}</button>`,
  }));
  const items = Array.from({ length: count }, (_, index) => `tile ${index}`);
  render(TileGrid<string>, { label: 'Assets', items, id: (item) => item, tile, onpreview });
}

function focused(): string | null | undefined {
  return document.activeElement?.textContent;
}

it('puts few of many tiles on the page', () => {
  shown(10_000);
  expect(screen.getAllByRole('button').length).toBeLessThan(100);
});

it('is entered once and walked by arrows', async () => {
  shown(3);
  await user.tab();
  expect(focused()).toBe('tile 0');
  await user.keyboard('{ArrowDown}');
  expect(focused()).toBe('tile 1');
  await user.keyboard('{ArrowUp}{ArrowUp}');
  expect(focused()).toBe('tile 0');
});

it('reaches a tile that was not on the page', async () => {
  shown(10_000);
  await user.tab();
  await user.keyboard('{End}');
  await vi.waitFor(() => expect(focused()).toBe('tile 9999'));
});

it('previews what has the focus', async () => {
  shown(3);
  await user.tab();
  await user.keyboard('{ArrowDown} ');
  expect(onpreview).toHaveBeenCalledWith('tile 1');
});
