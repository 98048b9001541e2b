// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';

import Picture from './Picture.svelte';

afterEach(cleanup);

it('shows its empty frame for a picture that can’t be had, until there is another', async () => {
  const { container, rerender } = render(Picture, { src: '/gone.png', alt: 'A ferry' });
  await fireEvent.error(container.querySelector('img') as Element);
  expect(container.querySelector('img')).toBeNull();
  await rerender({ src: '/there.png' });
  expect(container.querySelector('img')?.getAttribute('src')).toBe('/there.png');
});
