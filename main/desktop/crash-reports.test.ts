import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeCrashReport } from './crash-reports.ts';

const AT = new Date('2026-01-02T03:04:05.678Z');

test('a report says what ended, when, and its last words; the oldest of many go', () => {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const crash = { of: 'engine', what: 'exit code 139', lastWords: 'out of memory' } as const;
  const path = writeCrashReport(folder, crash, AT) ?? '';
  expect(path).toBe(join(folder, '2026-01-02T03-04-05.678Z-engine.txt'));
  const [first, , when, ...more] = readFileSync(path, 'utf8').split('\n');
  expect([first, when]).toEqual([
    'The engine process of Panda Annotator ended by mistake.',
    'When: 2026-01-02T03:04:05.678Z',
  ]);
  expect(more.slice(-6)).toEqual(['', 'exit code 139', '', 'Its last words:', 'out of memory', '']);
  for (let day = 3; day < 28; day++) writeCrashReport(folder, crash, new Date(AT.getTime() + day * 86_400_000));
  const names = readdirSync(folder).sort();
  expect([names.length, names.includes('2026-01-02T03-04-05.678Z-engine.txt')]).toEqual([20, false]);
});

test('where nothing can be written nothing is, and nobody is troubled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'file'), '');
  expect(writeCrashReport(join(folder, 'file'), { of: 'main', what: '' }, AT)).toBeUndefined();
});
