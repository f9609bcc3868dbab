/**
 * What is built is what people get, whoever builds it: a test runner says by NODE_ENV that it is none of theirs, and Vite and
 * Svelte would then build for developers, larger and slower.
 */
export async function forPeople(build: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV: before } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await build();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}
