import type { Viewport } from '@xyflow/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { between, Motion } from './motion.svelte';

const START = { x: 0, y: 0, zoom: 1 };
const FAR = { x: 300, y: 200, zoom: 0.25 };
const wheel = (buttons = 0) => Object.assign(new Event('wheel'), { buttons }) as WheelEvent;

let canvas: { viewport: Viewport };
let motion: Motion;

beforeEach(() => {
  vi.useFakeTimers();
  canvas = { viewport: START };
  motion = new Motion(canvas);
});
afterEach(() => vi.useRealTimers());

/** What the library is told, turn by turn, until it is told where the canvas is. */
function told(): Viewport[] {
  const places: Viewport[] = [];
  for (let turn = 0; motion.held; turn++) {
    expect(turn).toBeLessThan(100);
    vi.advanceTimersToNextTimer();
    if (motion.held) places.push(motion.held);
  }
  return places;
}

describe('a canvas that is moved by hand', () => {
  it('stays where it was, to the library, however far it goes', () => {
    motion.begin(wheel());
    canvas.viewport = FAR;
    vi.runAllTimers();
    expect(motion).toMatchObject({ moving: true, held: START });
  });

  it('is followed little by little once it rests', () => {
    motion.begin(wheel());
    canvas.viewport = FAR;
    motion.end();
    expect(motion.moving).toBe(false);
    const zooms = told().map(({ zoom }) => zoom);
    expect(zooms.length).toBeGreaterThan(4);
    expect(zooms).toEqual(zooms.toSorted((one, other) => other - one));
  });

  it('is followed no further while it is moved again, from where the library has come to', () => {
    motion.begin(wheel());
    canvas.viewport = FAR;
    motion.end();
    vi.advanceTimersToNextTimer();
    const { held } = motion;
    motion.begin(wheel());
    vi.runAllTimers();
    expect(motion).toMatchObject({ moving: true, held });
  });

  it('is where it is at once when someone is about to point at something', () => {
    motion.begin(wheel());
    canvas.viewport = FAR;
    motion.end();
    motion.hurry();
    vi.runAllTimers();
    expect(motion).toMatchObject({ moving: false, held: undefined });
  });
});

it('is followed at every step when nobody moves it by hand', () => {
  motion.begin(null);
  expect(motion).toMatchObject({ moving: false, held: undefined });
});

it('is followed while a wheel turns under something that is dragged', () => {
  motion.begin(wheel(1));
  expect(motion.held).toBeUndefined();
});

describe('a part of the way', () => {
  it.each([0, 0.3, 1])('leaves where it is what the wheel turned over: %d', (part) => {
    const under = { x: FAR.x / (1 - FAR.zoom), y: FAR.y / (1 - FAR.zoom) };
    const { x, y, zoom } = between(START, FAR, part);
    expect(x + under.x * zoom).toBeCloseTo(under.x);
    expect(y + under.y * zoom).toBeCloseTo(under.y);
  });

  it('is straight where nothing is enlarged', () =>
    expect(between(START, { x: 100, y: -40, zoom: 1 }, 0.25)).toEqual({ x: 25, y: -10, zoom: 1 }));
});
