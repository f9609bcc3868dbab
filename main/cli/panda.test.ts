import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTinyClip } from '../services/drafting/tiny-clip.ts';
import { foldersUntil } from '../services/library/test-folder.ts';
import { printableLines } from './terminal.ts';
import { linesOf, makeHome, panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);

let home: string;
let clip: string;

beforeAll(async () => {
  home = await makeHome(makeFolder());
  clip = await writeTinyClip(join(makeFolder(), '동영상.mp4'), 1);
});

interface Answers {
  span: { fromUs: number; toUs: number };
  frames: { indices: number[] };
  answers: { question: string; text: string; confidence: number; promptTokens: number; reusedTokens: number }[];
}

test('questions about a part of a video are answered from its frames, and read the video once', async () => {
  const args = ['ask', clip, 'What color is it?', 'How many?', '--from', '0.4', '--to', '9', '--max-tokens', '5'];
  const { code, stdout } = await panda([...args, '--json'], { home });
  const [{ span, frames, answers } = {} as Answers] = linesOf<Answers>(stdout);
  expect([code, span, frames.indices]).toEqual([0, { fromUs: 400_000, toUs: 2_000_000 }, [2, 3, 4, 5, 6, 7, 8, 9]]);
  expect(answers.map(({ question, confidence }) => [question, confidence > 0 && confidence <= 1])).toEqual([
    ['What color is it?', true],
    ['How many?', true],
  ]);
  expect(answers[1]?.reusedTokens).toBeGreaterThan(128);

  const asText = await panda(args, { home });
  expect([asText.code, asText.stdout.split('\n').map((line) => line.replace(/\(.*\)$/, '()'))]).toEqual([
    0,
    [
      'What color is it?',
      `  ${printableLines(answers[0]?.text ?? '')}  ()`,
      'How many?',
      `  ${printableLines(answers[1]?.text ?? '')}  ()`,
      '',
    ],
  ]);
});

test('what the model sees is shown without asking it', async () => {
  const folder = makeFolder();
  const { code, stdout } = await panda(['frames', clip, '--json', '--frames-png', folder], { home });
  const [seen] = linesOf<{ positions: number[]; timesUs: number[]; grid: object; tokens: number; files: string[] }>(
    stdout,
  );
  expect([code, seen?.positions, seen?.timesUs, seen?.grid, seen?.tokens]).toEqual([
    0,
    [0, 1, 2, 3, 4, 5, 6, 7],
    [0, 1, 2, 3, 4, 5, 6, 7].map((index) => index * 200_000),
    { rows: 3, columns: 4 },
    128,
  ]);
  expect(readdirSync(join(folder, '동영상.mp4'))).toHaveLength(8);
});

test('a video that cannot be answered about ends with 1 and one sentence', async () => {
  const gone = await panda(['ask', '/gone.mp4', 'Why?'], { home });
  const late = await panda(['ask', clip, 'Why?', '--from', '30'], { home });
  expect([gone.code, gone.stderr]).toEqual([
    1,
    '/gone.mp4: there is no such file. Check the path, or that its drive is connected.\n',
  ]);
  expect([late.code, late.stderr.includes('is not within the video, which is 0:02.000 long')]).toEqual([1, true]);
});

test('models are listed and verified', async () => {
  const spoiled = await makeHome(makeFolder());
  const listed = await panda(['models', '--json'], { home });
  const [models] = linesOf<{ id: string; origin: string }[]>(listed.stdout);
  expect([listed.code, models?.[0]?.id, models?.[0]?.origin]).toEqual([0, 'tiny', 'own']);
  const whole = await panda(['models', 'verify', 'tiny'], { home });
  expect([whole.code, whole.stdout]).toEqual([0, `tiny 0.0.1: whole (${join(home, 'models', 'tiny')})\n`]);
  writeFileSync(join(spoiled, 'models', 'tiny', 'embeddings.onnx'), '');
  const damaged = await panda(['models', 'verify'], { home: spoiled });
  expect([damaged.code, damaged.stderr.includes('embeddings.onnx has 0 bytes instead of')]).toEqual([1, true]);
});

test('the doctor finds what is here, and says how to get what is not', async () => {
  const good = await panda(['doctor', '--json'], { home });
  const [findings] = linesOf<{ name: string; state: string }[]>(good.stdout);
  expect([good.code, findings?.filter(({ state }) => state === 'missing')]).toEqual([0, []]);
  expect(findings?.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['node', 'device', 'memory', 'ffmpeg', 'model', 'engine']),
  );
  const bad = await panda(['doctor', '--ffmpeg', '/no/ffmpeg'], { home });
  expect([bad.code, bad.stdout.includes('Install ffmpeg')]).toEqual([3, true]);
});

/** A Node on PATH that cannot run the sources itself. */
function findOlderNode(): string | undefined {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  return places.find(
    (node) => existsSync(node) && Number(/\d+/.exec(execFileSync(node, ['--version'], { encoding: 'utf8' }))?.[0]) < 24,
  );
}
const olderNode = findOlderNode();

test.skipIf(olderNode === undefined)(
  'on an older Node it runs all the same, quietly, and passes on how it ended (skipped without a Node below 24)',
  async () => {
    const settings = olderNode === undefined ? { home } : { home, node: olderNode };
    const good = await panda(['models', 'verify', 'tiny'], settings);
    expect([good.code, good.stderr]).toEqual([0, '']);
    expect((await panda(['nonsense'], settings)).code).toBe(2);

    const folder = makeFolder();
    for (let seed = 0; seed < 7; seed++) await writeTinyClip(join(folder, `${seed}.mp4`), seed);
    const args = ['caption', folder, '--out', join(folder, 'out.jsonl'), '--json', '--max-tokens', '6'];
    const onLine = (line: string, kill: (signal: NodeJS.Signals) => void) => line.includes('"item"') && kill('SIGINT');
    expect((await panda(args, { ...settings, onLine })).code).toBe(130);
    const atOnce = (line: string, kill: (signal: NodeJS.Signals) => void) => line.includes('"item"') && kill('SIGKILL');
    expect((await panda(args, { ...settings, onLine: atOnce })).signal).toBe('SIGKILL');
    const { code, stdout } = await panda(args, settings);
    const last = linesOf<{ done: number; skipped: number }>(stdout).at(-1);
    expect([code, (last?.done ?? 0) + (last?.skipped ?? 0)]).toEqual([0, 7]);
  },
);
