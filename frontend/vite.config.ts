import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [sveltekit(), svelteTesting({ autoCleanup: false })],
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
