import { describe, expect, it } from 'vitest';

import { isSharp, reaches, shiftOf } from './shift';

const DRAWN = { x: 10, y: -20, zoom: 0.5 };
const SHEET = { width: 1000, height: 800 };
const MARGIN = 100;

describe('what is shown of a picture that was drawn for another viewport', () => {
  it.each([
    { x: 10, y: -20, zoom: 0.5 },
    { x: -70, y: 40, zoom: 0.5 },
    { x: 300, y: 120, zoom: 0.3 },
  ])('has each place where the canvas has it, at $zoom', (viewport) => {
    const { x, y, scale } = shiftOf(DRAWN, viewport);
    const place = { x: 640, y: -128 };
    const drawnAt = { x: place.x * DRAWN.zoom + DRAWN.x, y: place.y * DRAWN.zoom + DRAWN.y };
    expect(drawnAt.x * scale + x).toBeCloseTo(place.x * viewport.zoom + viewport.x);
    expect(drawnAt.y * scale + y).toBeCloseTo(place.y * viewport.zoom + viewport.y);
  });
});

describe('a picture with a margin around the sheet', () => {
  it.each([
    ['where it was drawn', DRAWN, true],
    ['as far as its margin', { x: 110, y: -120, zoom: 0.5 }, true],
    ['further than its margin', { x: 111, y: -20, zoom: 0.5 }, false],
    ['enlarged', { ...DRAWN, zoom: 0.51 }, false],
  ])('is sharp %s: %o', (_, viewport, sharp) => expect(isSharp(DRAWN, viewport, MARGIN)).toBe(sharp));

  it.each([
    ['where it was drawn', DRAWN, true],
    ['to its last column', { ...DRAWN, x: 110 }, true],
    ['not beyond its left edge', { ...DRAWN, x: 111 }, false],
    ['not beyond its right edge', { ...DRAWN, x: -91 }, false],
    ['not beyond its upper edge', { ...DRAWN, y: 81 }, false],
    ['not beyond its lower edge', { ...DRAWN, y: -121 }, false],
    ['a little smaller about its middle', about(500, 400, 0.85), true],
    ['not when it is too small', about(500, 400, 0.8), false],
    ['enlarged', about(500, 400, 1.4), true],
    ['not so large that one sees its pixels', about(500, 400, 1.6), false],
  ])('lies under the sheet %s', (_, viewport, reached) =>
    expect(reaches(DRAWN, viewport, SHEET, MARGIN)).toBe(reached),
  );
});

/** As a wheel does over a place of the sheet. */
function about(x: number, y: number, scale: number) {
  return { x: x - (x - DRAWN.x) * scale, y: y - (y - DRAWN.y) * scale, zoom: DRAWN.zoom * scale };
}
