interface Identified {
  id: string;
}

/** Whether two values would be saved as the same bytes, but for the order of keys. */
export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/**
 * Three-way merge of lists of identified things. What one side alone changed is taken from it; what both changed is
 * ours; a change outweighs a deletion.
 */
export function merge<T extends Identified>(base: T[], ours: T[], theirs: T[]): T[] {
  const [inBase, inOurs, inTheirs] = [byId(base), byId(ours), byId(theirs)];
  const ids = new Set([...inOurs.keys(), ...inTheirs.keys()]);
  return [...ids].flatMap((id) => pick(inBase.get(id), inOurs.get(id), inTheirs.get(id)) ?? []);
}

function pick<T>(base: T | undefined, ours: T | undefined, theirs: T | undefined): T | undefined {
  if (same(ours, base)) return theirs;
  if (ours !== undefined || same(theirs, base)) return ours;
  return theirs;
}

function byId<T extends Identified>(things: T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) => (isPlain(part) ? Object.fromEntries(sorted(part)) : part));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): [string, unknown][] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
