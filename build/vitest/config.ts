/** The whole test suite: `npm test`, or `npm test -- main/media` for one room. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ClosingReporter } from './reporter.ts';

/** All processors: vitest keeps one for itself, which of two is half, though it does next to nothing while tests run. */
const maxWorkers = '100%';

export default defineConfig({
  cacheDir: 'out/vite',
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'program',
          maxWorkers,
          include: ['main/**/*.test.ts', 'native-models/**/*.test.ts', 'build/**/*.test.ts'],
          exclude: ['build/{window,desktop,electron}-tests/**', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'window',
          maxWorkers,
          include: ['renderer/**/*.test.ts'],
          environment: resolve(import.meta.dirname, 'window-environment.ts'),
        },
      },
      {
        extends: true,
        test: {
          name: 'window in a browser',
          include: ['build/{window,desktop}-tests/**/*.test.ts'],
          globalSetup: resolve(import.meta.dirname, '../window-tests/prepared.ts'),
          // After all others and one at a time: they say how soon something is seen, and each has a browser and a host.
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
        },
      },
    ],
    // onnxruntime's official binaries report to Microsoft unless told not to; some tests load it by themselves.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    reporters: [new ClosingReporter()],
    // Generous, because the full-size model is among them and machines are shared: a limit is for what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
