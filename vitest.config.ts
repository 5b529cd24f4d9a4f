import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/folders.ts'],
    setupFiles: ['tests/setup.ts'],
    pool: 'threads',
    // Most of what is tested waits for processes and servers.
    maxWorkers: 2,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
