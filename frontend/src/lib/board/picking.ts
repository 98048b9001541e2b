export interface Picked {
  shots: readonly string[];
  /** The shot pointed at last. */
  last: string;
}

interface Keys {
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** What is picked after pointing at `id`: it alone; with Shift all from `from` on; with Ctrl it more, or less. */
export function pointed(
  order: readonly string[],
  picked: ReadonlySet<string>,
  from: string | undefined,
  id: string,
  keys: Keys,
): Picked {
  if (keys.shiftKey && from) return { shots: between(order, from, id), last: id };
  if (!keys.ctrlKey && !keys.metaKey) return { shots: [id], last: id };
  if (!picked.has(id)) return { shots: [...picked, id], last: id };
  const left = [...picked].filter((other) => other !== id);
  return { shots: left, last: left.at(-1) ?? id };
}

function between(order: readonly string[], from: string, to: string): string[] {
  const [start, end] = [order.indexOf(from), order.indexOf(to)].sort((a, b) => a - b);
  return start === undefined || end === undefined || start < 0 ? [to] : order.slice(start, end + 1);
}
