/** Where tests of the window run: Node, with its modules compiled as a browser gets them. There is no DOM. */
import type { Environment } from 'vitest/runtime';

export default {
  name: 'window',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
} satisfies Environment;
