/** The whole test suite: `npm test`, or `npm test -- main/media` for one room. */
import { defineConfig } from 'vitest/config';
import { ClosingReporter } from './reporter.ts';

export default defineConfig({
  cacheDir: 'out/vite',
  test: {
    include: ['main/**/*.test.ts', 'native-models/**/*.test.ts', 'build/**/*.test.ts'],
    reporters: [new ClosingReporter()],
    // Generous, because the full-size model is among them and machines are shared: a limit is for what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
