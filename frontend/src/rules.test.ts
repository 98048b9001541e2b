import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { circles, reached } from './test/imports';

const ROOT = import.meta.dirname;
const MOST_LINES = 200;

interface Source {
  path: string;
  text: string;
}

/** All that is written by hand and shipped. */
const sources: Source[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(svelte|ts|css|html)$/.test(path) && !/\.test\.ts$|^test\/|^lib\/api\/client\//.test(path))
  .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));

function offending(rule: RegExp, exempt: RegExp): string[] {
  return sources.filter(({ path, text }) => !exempt.test(path) && rule.test(text)).map(({ path }) => path);
}

describe('the sources', () => {
  it('are found', () => expect(sources.length).toBeGreaterThan(100));

  it('hold no component that is an application', () => {
    const long = sources.filter(({ path, text }) => path.endsWith('.svelte') && text.split('\n').length > MOST_LINES);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('import each other in no circle', () => {
    expect(circles(sources)).toEqual([]);
    const a = { path: 'lib/a.ts', text: "import { b } from '$lib/b';" };
    const b = { path: 'lib/b.ts', text: "import type { A } from './a';" };
    expect(circles([a, b])).toEqual(['lib/a.ts → lib/b.ts → lib/a.ts']);
  });

  it('show every piece of the interface among the specimens', () => {
    const specimens = sources.filter(({ path }) => path.startsWith('lib/specimens/'));
    const pieces = sources.filter(({ path }) => path.startsWith('lib/ui/'));
    const shown = reached(
      [...specimens, ...pieces],
      specimens.map(({ path }) => path),
    );
    const page = sources.find(({ path }) => path === 'routes/dev/components/+page.svelte');
    const missing = pieces.filter(({ path }) => path.endsWith('.svelte') && !shown.has(path));
    // The one lies around all of the page, the other on every page.
    expect(missing.map(({ path }) => path)).toEqual([
      'lib/ui/surfaces/DropFiles.svelte',
      'lib/ui/surfaces/Toasts.svelte',
    ]);
    for (const { path } of specimens) expect(page?.text).toContain(path.replace('lib/', '$lib/'));
    expect(page?.text).toContain('<DropFiles');
  });

  it('ask the backend in one place', () =>
    expect(offending(/(?<![#.\w])fetch\(|\bXMLHttpRequest\b|\bEventSource\b/, /^lib\/api\//)).toEqual([]));

  it('name colours among the tokens alone', () => {
    const colour = /:[^;{}\n]*(#[\da-f]{3,8}\b|\b(rgb|hsl|oklch|oklab|lab|lch)a?\()/i;
    expect(offending(colour, /\.(ts|html)$|^lib\/theme\/tokens\.css$/)).toEqual([]);
  });

  it('know the type of everything', () => expect(offending(/(:|\bas|<)\s*any\b(?!\s\w)/, /^$/)).toEqual([]));

  it('load nothing from another host', () => expect(offending(/https?:\/\/(?!\$\{)/, /^$/)).toEqual([]));
});
