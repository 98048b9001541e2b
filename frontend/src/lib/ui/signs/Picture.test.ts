// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';

import PictureOf from '../../../test/PictureOf.svelte';

import Picture from './Picture.svelte';

afterEach(cleanup);

it('shows its empty frame for a picture that can’t be had, until there is another', async () => {
  const { container, rerender } = render(Picture, { src: '/gone.png', alt: 'A ferry' });
  await fireEvent.error(container.querySelector('img') as Element);
  expect(container.querySelector('img')).toBeNull();
  await rerender({ src: '/there.png' });
  expect(container.querySelector('img')?.getAttribute('src')).toBe('/there.png');
});

it('says nothing of a picture that can’t be had once it is no longer shown', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  const { container, rerender } = render(PictureOf, { of: { name: 'gone' } });
  const image = container.querySelector('img') as Element;
  await rerender({ of: undefined });
  await fireEvent.error(image);
  expect(warned).not.toHaveBeenCalled();
});
