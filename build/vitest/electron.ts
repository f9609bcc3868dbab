/** `npm run test:desktop`: the main paths of the desktop app in Electron itself, where there is one. */
import { defineConfig } from 'vitest/config';
import { ClosingReporter } from './reporter.ts';

export default defineConfig({
  cacheDir: 'out/vite',
  test: {
    include: ['build/electron-tests/**/*.test.ts'],
    maxWorkers: 1,
    reporters: [new ClosingReporter()],
    env: { ORT_DISABLE_TELEMETRY: '1' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
