import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** What the browser loads, in few files: a page used to ask for a hundred small ones before it showed anything. Each
 * takes along all that it needs, so that none waits for another that waits for it. */
function inFewFiles(): Plugin {
  const groups = [
    { name: 'runtime', test: /node_modules[\\/](svelte|@sveltejs|clsx|devalue|esm-env)[\\/]/, priority: 1 },
    { name: 'shared', minShareCount: 2 },
  ];
  return {
    name: 'in-few-files',
    config: ({ build }) =>
      build?.ssr ? {} : { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } },
  };
}

export default defineConfig({
  plugins: [sveltekit(), inFewFiles(), svelteTesting({ autoCleanup: false })],
  // A font inlined as a data URL would be refused by the content security policy.
  build: { assetsInlineLimit: 0 },
  test: {
    // A test that needs a document says so in its first line.
    environment: 'node',
    include: ['src/**/*.test.ts'],
    // How long the first rendering of a component takes on a busy machine proves nothing.
    testTimeout: 30_000,
  },
});
