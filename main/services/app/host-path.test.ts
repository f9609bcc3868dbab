import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { hostPath } from './host-path.ts';

test('a path is what a person means by it', () => {
  const home = homedir();
  expect(['/data/../clips', '~', '~/sets/a', 'sets/a', '~anna/a'].map(hostPath)).toEqual([
    ...[resolve('/clips'), home, join(home, 'sets/a'), join(home, 'sets/a'), join(home, '~anna/a')],
  ]);
});
