import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { Thumbnails } from './thumbnails.svelte';

const SOURCE = '/takes/t1/thumbnail';

/** Decodes as the test says. */
class FakeImage {
  static asked: string[] = [];
  static fails = false;
  src = '';
  naturalWidth = 1920;
  naturalHeight = 1080;

  decode(): Promise<void> {
    FakeImage.asked.push(this.src);
    return FakeImage.fails ? Promise.reject(new Error('no picture')) : Promise.resolve();
  }
}

beforeEach(() => {
  FakeImage.asked = [];
  FakeImage.fails = false;
  vi.stubGlobal('Image', FakeImage);
  vi.stubGlobal('createImageBitmap', (_: FakeImage, { resizeWidth, resizeHeight }: ImageBitmapOptions) =>
    Promise.resolve({ width: resizeWidth, height: resizeHeight }),
  );
});

afterEach(() => vi.unstubAllGlobals());

it('is small, and in proportion', async () => {
  const thumbnails = new Thumbnails();
  expect(thumbnails.get(SOURCE)).toBeUndefined();
  await vi.waitFor(() => expect(thumbnails.get(SOURCE)).toEqual({ width: 128, height: 72 }));
});

it('is asked for once, however often it is drawn', async () => {
  const thumbnails = new Thumbnails();
  for (let frame = 0; frame < 3; frame++) thumbnails.get(SOURCE);
  await vi.waitFor(() => expect(thumbnails.get(SOURCE)).toBeDefined());
  thumbnails.get(SOURCE);
  expect(FakeImage.asked).toEqual([SOURCE]);
});

it('stays empty where there is no picture any more', async () => {
  FakeImage.fails = true;
  const thumbnails = new Thumbnails();
  thumbnails.get(SOURCE);
  await new Promise((resolve) => setTimeout(resolve));
  expect(thumbnails.get(SOURCE)).toBeUndefined();
  expect(FakeImage.asked).toEqual([SOURCE]);
});
