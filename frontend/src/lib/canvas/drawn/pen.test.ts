import { beforeEach, describe, expect, it, vi } from 'vitest';

import type { Colours } from './colours';
import { type Drawn, drawGround, drawNode, drawWire, type Pen } from './pen';
import { type Box, HEAD, type Part, PADDING } from './shape';

const NAMES = [
  'ground',
  'dot',
  'panel',
  'edge',
  'well',
  'frame',
  'wire',
  'accent',
  'processing',
  'completed',
  'failed',
];
/** Each is called by its own name. */
const COLOURS = Object.fromEntries(NAMES.map((name) => [name, name])) as Colours;
const BOX: Box = { x: 100, y: 50, width: 280, height: 200 };
const PARTS: Part[] = [
  { kind: 'field', height: 40 },
  { kind: 'picture', height: 80 },
];

interface Laid extends Box {
  colour: string;
  alpha: number;
  round: boolean;
}

/** Remembers what was laid on it, as far as the pen uses a context. */
class Sheet {
  fillStyle = '';
  strokeStyle = '';
  lineWidth = 0;
  globalAlpha = 1;
  laid: Laid[] = [];
  lines: { path: string; colour: string; width: number }[] = [];
  pictures: Box[] = [];
  #path: Box[] = [];

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#lay({ x, y, width, height }, false);
  }

  beginPath(): void {
    this.#path = [];
  }

  roundRect(x: number, y: number, width: number, height: number): void {
    this.#path.push({ x, y, width, height });
  }

  fill(): void {
    for (const box of this.#path) this.#lay(box, true);
  }

  stroke({ path }: { path: string }): void {
    this.lines.push({ path, colour: this.strokeStyle, width: this.lineWidth });
  }

  drawImage(_: unknown, x: number, y: number, width: number, height: number): void {
    this.pictures.push({ x, y, width, height });
  }

  /** What is seen there: the last that was laid over it. */
  at(x: number, y: number): string | undefined {
    const over = (box: Box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
    return this.laid.findLast(over)?.colour;
  }

  #lay(box: Box, round: boolean): void {
    this.laid.push({ ...box, round, colour: this.fillStyle, alpha: this.globalAlpha });
  }
}

let sheet: Sheet;
let pen: Pen;

beforeEach(() => {
  sheet = new Sheet();
  pen = sheet as unknown as Pen;
});

function node(own: Partial<Drawn> = {}): Drawn {
  return { ...BOX, parts: PARTS, status: 'idle', selected: false, picture: undefined, ...own };
}

describe('the ground', () => {
  it('covers the sheet, with dots that move along with it', () => {
    drawGround(pen, { x: 45, y: 7, zoom: 1 }, 200, 100, COLOURS);
    expect(sheet.at(199, 99)).toBe('ground');
    expect(['dot', 'dot', 'ground']).toEqual([sheet.at(5, 7), sheet.at(25, 27), sheet.at(15, 17)]);
    expect(sheet.laid.filter(({ colour }) => colour === 'dot')).toHaveLength(10 * 5);
  });

  it('dims the dots alone', () => {
    drawGround(pen, { x: 0, y: 0, zoom: 1 }, 40, 40, COLOURS);
    expect(sheet.laid.map(({ colour, alpha }) => [colour, alpha])).toContainEqual(['dot', 0.6]);
    expect(sheet.laid[0]?.alpha).toBe(1);
    expect(sheet.globalAlpha).toBe(1);
  });

  it('has no more dots from afar than from near', () => {
    drawGround(pen, { x: 0, y: 0, zoom: 0.1 }, 200, 200, COLOURS);
    expect(sheet.laid.length).toBeLessThan((200 / 12) ** 2 + 1);
  });
});

describe('a wire', () => {
  it('is a line of its colour and width', () => {
    vi.stubGlobal(
      'Path2D',
      class {
        constructor(readonly path: string) {}
      },
    );
    drawWire(pen, 'M0,0 L9,9', 3, 'accent');
    expect(sheet.lines).toEqual([{ path: 'M0,0 L9,9', colour: 'accent', width: 3 }]);
    vi.unstubAllGlobals();
  });
});

describe('a node', () => {
  it('is a panel within an edge', () => {
    drawNode(pen, node(), 0.5, COLOURS);
    expect([sheet.at(100, 100), sheet.at(102, 100), sheet.at(99, 100)]).toEqual(['edge', 'panel', undefined]);
  });

  it('has a wider edge of the accent when it is selected', () => {
    drawNode(pen, node({ selected: true }), 0.5, COLOURS);
    expect([sheet.at(99, 100), sheet.at(100, 100), sheet.at(102, 100)]).toEqual(['accent', 'accent', 'panel']);
  });

  it.each([
    ['processing', 'processing'],
    ['completed', 'completed'],
    ['failed', 'failed'],
    ['queued', 'panel'],
    ['idle', 'panel'],
  ] as const)('that is %s shows %s in its head', (status, colour) => {
    drawNode(pen, node({ status }), 0.5, COLOURS);
    expect(sheet.at(BOX.x + BOX.width - PADDING - 6, BOX.y + HEAD / 2)).toBe(colour);
  });

  it('shows its fields and the place of its picture from its head down', () => {
    drawNode(pen, node(), 0.5, COLOURS);
    const top = BOX.y + HEAD + PADDING;
    expect([sheet.at(240, top - 1), sheet.at(240, top), sheet.at(240, top + 47)]).toEqual(['panel', 'well', 'panel']);
    expect([sheet.at(240, top + 48), sheet.at(240, top + 48 + 80)]).toEqual(['frame', 'panel']);
    expect(sheet.pictures).toEqual([]);
  });

  it('leaves rows to their ports', () => {
    drawNode(pen, node({ parts: [{ kind: 'row', height: 26 }] }), 0.5, COLOURS);
    expect(sheet.at(240, BOX.y + HEAD + PADDING + 10)).toBe('panel');
  });

  it('shows the whole of its picture, as large as fits, in the middle', () => {
    drawNode(pen, node({ picture: { width: 64, height: 64 } as ImageBitmap }), 0.5, COLOURS);
    const top = BOX.y + HEAD + PADDING + 48;
    expect(sheet.pictures).toEqual([{ x: BOX.x + BOX.width / 2 - 40, y: top, width: 80, height: 80 }]);
  });

  it('is nothing but a panel where its parts are specks', () => {
    drawNode(pen, node(), 0.1, COLOURS);
    expect(new Set(sheet.laid.map(({ colour }) => colour))).toEqual(new Set(['edge', 'panel']));
  });

  it('still shows its picture there, over all of it', () => {
    drawNode(pen, node({ picture: { width: 160, height: 90 } as ImageBitmap }), 0.1, COLOURS);
    expect(sheet.at(240, BOX.y + HEAD + PADDING)).toBe('frame');
    expect(sheet.pictures[0]?.height).toBe(BOX.height - HEAD - 2 * PADDING);
  });

  it.each([
    [0.5, true],
    [0.3, false],
  ])('has round corners at a zoom of %s: %s', (zoom, round) => {
    drawNode(pen, node({ parts: [] }), zoom, COLOURS);
    expect(sheet.laid.map((each) => each.round)).toEqual([round, round]);
  });
});
