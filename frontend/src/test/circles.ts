import { dirname, join } from 'node:path';

interface Source {
  path: string;
  text: string;
}

/** Files that import each other, by way of others or not; each circle by what it goes through. */
export function circles(sources: readonly Source[]): string[] {
  const paths = new Set(sources.map(({ path }) => path));
  const imports = new Map(sources.map(({ path, text }) => [path, [...imported(path, text)].flatMap(found)]));
  const settled = new Set<string>();
  return [...paths].flatMap((path) => follow(path, []));

  function found(path: string): string[] {
    return [path, `${path}.ts`, `${path}/index.ts`].filter((each) => paths.has(each));
  }

  function follow(path: string, way: readonly string[]): string[] {
    const at = way.indexOf(path);
    if (at >= 0) return [[...way.slice(at), path].join(' → ')];
    if (settled.has(path)) return [];
    const through = (imports.get(path) ?? []).flatMap((next) => follow(next, [...way, path]));
    settled.add(path);
    return through;
  }
}

function* imported(path: string, text: string): Generator<string> {
  for (const [, from = ''] of text.matchAll(/\bfrom '([^']+)'/g)) {
    if (from.startsWith('$lib')) yield from.replace('$lib', 'lib');
    if (from.startsWith('.')) yield join(dirname(path), from);
  }
}
