import { dirname, join } from 'node:path';

interface Source {
  path: string;
  text: string;
}

/** Files that import each other, by way of others or not; each circle by what it goes through. */
export function circles(sources: readonly Source[]): string[] {
  const imports = graph(sources);
  const settled = new Set<string>();
  return [...imports.keys()].flatMap((path) => follow(path, []));

  function follow(path: string, way: readonly string[]): string[] {
    const at = way.indexOf(path);
    if (at >= 0) return [[...way.slice(at), path].join(' → ')];
    if (settled.has(path)) return [];
    const through = (imports.get(path) ?? []).flatMap((next) => follow(next, [...way, path]));
    settled.add(path);
    return through;
  }
}

/** The files that `from` imports, by way of others or not. */
export function reached(sources: readonly Source[], from: readonly string[]): Set<string> {
  const imports = graph(sources);
  const found = new Set<string>();
  const ahead = [...from];
  for (let path = ahead.pop(); path !== undefined; path = ahead.pop())
    for (const next of imports.get(path) ?? []) {
      if (!found.has(next)) ahead.push(next);
      found.add(next);
    }
  return found;
}

/** What each of the sources imports of the others. */
function graph(sources: readonly Source[]): Map<string, string[]> {
  const paths = new Set(sources.map(({ path }) => path));
  const fileOf = (path: string): string[] => [path, `${path}.ts`, `${path}/index.ts`].filter((each) => paths.has(each));
  return new Map(sources.map(({ path, text }) => [path, [...imported(path, text)].flatMap(fileOf)]));
}

function* imported(path: string, text: string): Generator<string> {
  for (const [, from = ''] of text.matchAll(/\bfrom '([^']+)'/g)) {
    if (from.startsWith('$lib')) yield from.replace('$lib', 'lib');
    if (from.startsWith('.')) yield join(dirname(path), from);
  }
}
