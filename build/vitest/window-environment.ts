/** Where tests of the window run: Node, with its modules compiled as a browser gets them. There is no DOM. */
import type { Environment } from 'vitest/runtime';

export default {
  name: 'window',
  viteEnvironment: 'client',
  setup: (global: object) => {
    // A screen that is always about to be painted.
    const requestAnimationFrame = (paint: (at: number) => void) => setTimeout(() => paint(performance.now()));
    Object.assign(global, { requestAnimationFrame });
    return { teardown: () => undefined };
  },
} satisfies Environment;
