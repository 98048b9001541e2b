/** A long grid as it stands on the page; everything in px, `top` is where it begins below the top of the view. */
export interface Grid {
  top: number;
  row: number;
  rows: number;
  view: number;
}

/** Rows kept ready above and beneath what is seen. */
const SPARE = 2;

/** As many tiles of at least `narrowest` as fit side by side. */
export function columnsIn(width: number, narrowest: number, gap: number): number {
  return Math.max(1, Math.floor((width + gap) / (narrowest + gap)));
}

/** The first row to be there, and the one after the last. */
export function rowsSeen({ top, row, rows, view }: Grid): [number, number] {
  if (row <= 0) return [0, Math.min(rows, SPARE)];
  const first = Math.floor(-top / row) - SPARE;
  const end = Math.ceil((view - top) / row) + SPARE;
  return [within(first, rows), within(end, rows)];
}

/** The rows around one that is far from what is seen. */
export function rowsAround(row: number, rows: number): [number, number] {
  return [within(row - SPARE, rows), within(row + SPARE, rows)];
}

const STEPS: Record<string, (at: number, columns: number, count: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at, columns) => at - columns,
  ArrowDown: (at, columns) => at + columns,
  Home: () => 0,
  End: (_at, _columns, count) => count - 1,
};

/** Where a key leads from tile `at`; nothing for other keys and beyond the ends. */
export function stepTo(key: string, at: number, columns: number, count: number): number | undefined {
  const next = STEPS[key]?.(at, columns, count);
  return next !== undefined && next >= 0 && next < count ? next : undefined;
}

function within(row: number, rows: number): number {
  return Math.min(rows, Math.max(0, row));
}
