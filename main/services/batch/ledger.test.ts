import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import { openLedger } from './ledger.ts';
import { keyOfRecord } from './record.ts';
import type { CaptionRecord } from './record.ts';

const makeFolder = foldersUntil(afterAll);

const folder = makeFolder();

function record(path: string, prompt = 'Describe.'): CaptionRecord {
  return {
    format: 'panda-captions',
    version: 1,
    kind: 'caption',
    video: { path, fingerprint: '10-ab', durationUs: 1_000_000 },
    span: null,
    prompt,
    question: null,
    text: 'a "clip"\nof 빨강',
    outsideWorld: null,
    model: { id: 'tiny', version: '1.0.0', weightsHash: 'ff' },
    frames: { indices: [0], timesUs: [0] },
    sampling: { kind: 'greedy', maxNewTokens: 8 },
    tokens: 3,
    meanLogProb: -0.5,
    confidence: 0.6,
    stop: 'stop-token',
    warnings: [],
    seconds: 0.25,
    madeAt: '2025-01-01T00:00:00.000Z',
  };
}

test('what was appended is held when the file is opened again, and a half line is cut', async () => {
  const path = join(folder, 'deep', 'cut.jsonl');
  const first = await openLedger(path);
  await first.append([record('/a.mp4')]);
  await first[Symbol.asyncDispose]();
  const whole = readFileSync(path, 'utf8');
  appendFileSync(path, JSON.stringify(record('/b.mp4', 'Why?')).slice(0, 300));

  await using ledger = await openLedger(path);
  const held = { path: '/a.mp4', text: 'a "clip"\nof 빨강' };
  expect([
    ledger.heldFor(keyOfRecord(record('/a.mp4')), '/a.mp4'),
    ledger.heldFor(keyOfRecord(record('/a.mp4', 'Why?')), '/a.mp4'),
    readFileSync(path, 'utf8'),
  ]).toEqual([held, undefined, whole]);
});

test('a moved video is held by its old record, a copy of one that is still there is not', async () => {
  const here = join(folder, 'here.mp4');
  writeFileSync(here, '');
  await using ledger = await openLedger(join(folder, 'moved.jsonl'));
  const key = keyOfRecord(record(here));
  await ledger.append([record(here)]);
  expect(ledger.heldFor(key, '/copy.mp4')).toBe(undefined);
  await ledger.append([record('/gone.mp4')]);
  expect(ledger.heldFor(key, '/copy.mp4')?.path).toBe('/gone.mp4');
});

test('a file that is not of these records is left as it is', async () => {
  const path = join(folder, 'notes.txt');
  for (const [text, line] of [
    ['my notes', 1],
    [`${JSON.stringify(record('/a.mp4'))}\nmy notes\n`, 2],
  ] as const) {
    writeFileSync(path, text);
    await expect(openLedger(path)).rejects.toMatchObject({ problem: { code: 'output-foreign', path, line } });
    expect(readFileSync(path, 'utf8')).toBe(text);
  }
});

test.skipIf(process.platform !== 'linux')('a full disk is a problem that says so', async () => {
  await using ledger = await openLedger('/dev/full');
  await expect(ledger.append([record('/a.mp4')])).rejects.toMatchObject({
    problem: { code: 'output-unwritable', path: '/dev/full', cause: 'the disk is full' },
  });
});
