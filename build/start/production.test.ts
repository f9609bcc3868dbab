import { expect, test } from 'vitest';
import { forPeople } from './production.ts';

test('whatever runs the build, it is one for people, and the runner is left as it was', async () => {
  const before = process.env['NODE_ENV'];
  let during: string | undefined;
  const build = async (): Promise<never> => {
    during = process.env['NODE_ENV'];
    return Promise.reject(new Error('it failed'));
  };
  await expect(forPeople(build)).rejects.toThrow('it failed');
  expect([during, process.env['NODE_ENV']]).toEqual(['production', before]);
  expect(before).not.toBe('production');
});
