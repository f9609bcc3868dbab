import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { closingLines } from './closing.ts';

it('ends with the counts alone where nothing was skipped', () => {
  const lines = closingLines([
    { name: 'a', state: 'passed' },
    { name: 'b', state: 'failed' },
    { name: 'c', state: 'pending' },
  ]);
  expect(lines).toEqual(['1 passed, 2 failed, 0 skipped']);
});

it('says loudly what was skipped, and why', () => {
  const lines = closingLines([
    { name: 'a', state: 'skipped', reason: 'no GPU' },
    { name: 'b', state: 'passed' },
    { name: 'c', state: 'skipped', reason: undefined },
    { name: 'd', state: 'skipped', reason: 'no GPU' },
  ]);
  expect(lines).toEqual([
    'SKIPPED: 3 of 4 tests did not run',
    '  2 because: no GPU',
    '      a',
    '      d',
    '  1 because: no reason given',
    '      c',
    '1 passed, 0 failed, 3 skipped',
  ]);
});

it('closes a real run, counting a file that does not load and a hook that throws', () => {
  const folder = mkdtempSync(join(tmpdir(), 'run-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'main'));
  put('main/good.test.ts', "it('works', () => {}); it('waits', (context) => context.skip('no GPU'));");
  put(
    'main/hook.test.ts',
    "describe('hook', () => { beforeAll(() => { throw new Error('no'); }); it('rests', () => {}); });",
  );
  put('main/lost.test.ts', "throw new Error('does not load');");

  const vitest = resolve(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  const config = join(import.meta.dirname, 'config.ts');
  const options = ['run', '--globals', '--root', folder, '--config', config];
  const { status, stdout } = spawnSync(process.execPath, [vitest, ...options], { encoding: 'utf8' });

  expect(status).toBe(1);
  expect(stdout.trimEnd().split('\n').slice(-6)).toEqual([
    'SKIPPED: 2 of 5 tests did not run',
    '  1 because: no GPU',
    '      main/good.test.ts > waits',
    '  1 because: no reason given',
    '      main/hook.test.ts > hook > rests',
    '1 passed, 2 failed, 2 skipped',
  ]);
});
