/** The whole test suite: `npm test`, or `npm test -- main/media` for one room. */
import { defineConfig } from 'vitest/config';
import { ClosingReporter } from './reporter.ts';

export default defineConfig({
  cacheDir: 'out/vite',
  test: {
    include: ['main/**/*.test.ts', 'renderer/**/*.test.ts', 'native-models/**/*.test.ts', 'build/**/*.test.ts'],
    // onnxruntime's official binaries report to Microsoft unless told not to; some tests load it by themselves.
    env: { ORT_DISABLE_TELEMETRY: '1' },
    reporters: [new ClosingReporter()],
    // Generous, because the full-size model is among them and machines are shared: a limit is for what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
