import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordSchema } from '../services/batch/record.ts';
import { writeTinyClip } from '../services/drafting/tiny-clip.ts';
import { foldersUntil } from '../services/library/test-folder.ts';
import { linesOf, makeHome, panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);

interface Event {
  event: string;
  path?: string;
  problem?: { code: string };
  done?: number;
  failed?: number;
  skipped?: number;
  records?: unknown[];
}

const SHORT = ['--max-tokens', '6'];
/** More than are under way at once. */
const CLIPS = 7;
let home: string;

beforeAll(async () => {
  home = await makeHome(makeFolder());
});

function recordsOf(out: string) {
  return linesOf(readFileSync(out, 'utf8')).map((record) => recordSchema.parse(record));
}

/** What the events say, without what differs from run to run. */
function storyOf(stdout: string) {
  return linesOf<Event>(stdout)
    .filter(({ event }) => event !== 'progress')
    .map(({ event, path, problem, done, failed, skipped }) =>
      event === 'finished' ? { event, done, failed, skipped } : { event, path, code: problem?.code },
    );
}

test('a folder is captioned in natural order, broken files are reported, and what is held is not done again', async () => {
  const folder = makeFolder({ 'broken.mp4': 'not a video', 'empty.mp4': '', 'notes.txt': 'no video' });
  const good = [join(folder, 'clip 2.mp4'), join(folder, 'clip 10.mp4'), join(folder, 'sub', '영상 🎬.mp4')];
  for (const [seed, path] of good.entries()) await writeTinyClip(path, seed);
  const out = join(folder, 'out', 'captions.jsonl');
  const args = ['caption', folder, '--out', out, '--json', ...SHORT];

  const first = await panda(args, { home });
  expect([first.code, storyOf(first.stdout)]).toEqual([
    1,
    [
      { event: 'started' },
      { event: 'failed', path: join(folder, 'broken.mp4'), code: 'video-unreadable' },
      { event: 'item', path: good[0] },
      { event: 'item', path: good[1] },
      { event: 'failed', path: join(folder, 'empty.mp4'), code: 'video-empty' },
      { event: 'item', path: good[2] },
      { event: 'finished', done: 3, failed: 2, skipped: 0 },
    ],
  ]);
  const records = recordsOf(out);
  expect(
    records.map(({ kind, video, frames, stop, tokens }) => [kind, video.path, frames.indices, stop, tokens]),
  ).toEqual(good.map((path) => ['caption', path, [0, 1, 2, 3, 4, 5, 6, 7], 'length', 6]));
  expect(new Set(records.map(({ text }) => typeof text))).toEqual(new Set(['string']));
  expect(first.stderr).toContain('Finished: 3 done, 2 failed, 0 skipped of 5 clips');

  const again = await panda(args, { home });
  expect([again.code, storyOf(again.stdout).at(-1), recordsOf(out)]).toEqual([
    1,
    { event: 'finished', done: 0, failed: 2, skipped: 3 },
    records,
  ]);
});

test('a list from standard input brings spans and prompts, and a bank asks every clip', async () => {
  const folder = makeFolder({ 'bank.txt': 'What color is it?\nHow many?\n' });
  const clip = await writeTinyClip(join(folder, 'a, b.mp4'), 1);
  const list = `path,from,to,prompt\n"${clip}",0.4,1.2,Say it.\n"${clip}",,,\n`;
  const out = join(folder, 'out.jsonl');
  const args = [
    'caption',
    '--list',
    '-',
    '--questions',
    join(folder, 'bank.txt'),
    '--out',
    out,
    '--sidecars',
    '--frames-png',
    join(folder, 'png'),
  ];
  const { code, stdout } = await panda([...args, ...SHORT], { home, stdin: list });
  expect([code, stdout]).toEqual([0, '']);
  const span = { fromUs: 400_000, toUs: 1_200_000 };
  expect(
    recordsOf(out).map(({ kind, span, prompt, question, frames }) => [
      kind,
      span,
      prompt,
      question?.id,
      frames.indices,
    ]),
  ).toEqual([
    ['caption', span, 'Say it.', undefined, [2, 3, 4, 5, 6]],
    ['qa', span, 'What color is it?', 'q1', [2, 3, 4, 5, 6]],
    ['qa', span, 'How many?', 'q2', [2, 3, 4, 5, 6]],
    ['caption', null, 'Describe this video in one sentence.', undefined, [0, 1, 2, 3, 4, 5, 6, 7]],
    ['qa', null, 'What color is it?', 'q1', [0, 1, 2, 3, 4, 5, 6, 7]],
    ['qa', null, 'How many?', 'q2', [0, 1, 2, 3, 4, 5, 6, 7]],
  ]);
  expect(
    readdirSync(folder)
      .filter((name) => name.endsWith('.txt'))
      .sort(),
  ).toEqual(['a, b.txt', 'a, b_0.4-1.2.txt', 'bank.txt']);
  expect(readdirSync(join(folder, 'png', 'a, b.mp4_0.4-1.2'))).toEqual(
    [0.4, 0.6, 0.8, 1, 1.2].map((at, index) => `${index}_at_${at.toFixed(3)}s.png`),
  );
});

test('a run that was killed goes on where it was, with every line whole and none twice', async () => {
  const folder = makeFolder();
  for (let seed = 0; seed < CLIPS; seed++) await writeTinyClip(join(folder, `${seed}.mp4`), seed);
  const out = join(folder, 'out.jsonl');
  const args = ['caption', folder, '--out', out, '--json', ...SHORT];
  const killed = await panda(args, { home, onLine: (line, kill) => line.includes('"item"') && kill('SIGKILL') });
  expect(killed.signal).toBe('SIGKILL');
  const before = readFileSync(out, 'utf8');
  writeFileSync(out, before + before.slice(0, 100));

  const resumed = await panda(args, { home });
  const { done, skipped } = storyOf(resumed.stdout).at(-1) as Event;
  expect([resumed.code, (done ?? 0) + (skipped ?? 0), (skipped ?? 0) > 0]).toEqual([0, CLIPS, true]);
  const paths = recordsOf(out).map(({ video }) => video.path);
  expect(paths).toEqual(Array.from({ length: CLIPS }, (_, seed) => join(folder, `${seed}.mp4`)));
});

test('Ctrl+C ends with whole lines, says how to go on, and the same command does', async () => {
  const folder = makeFolder();
  for (let seed = 0; seed < CLIPS; seed++) await writeTinyClip(join(folder, `${seed}.mp4`), seed);
  const out = join(folder, 'out.jsonl');
  const args = ['caption', folder, '--out', out, '--json', ...SHORT];
  const stopped = await panda(args, { home, onLine: (line, kill) => line.includes('"item"') && kill('SIGINT') });
  const done = recordsOf(out).length;
  expect([stopped.code, storyOf(stopped.stdout).at(-1), existsSync(`${out}.lock`)]).toEqual([
    130,
    { event: 'finished', done, failed: 0, skipped: 0 },
    false,
  ]);
  expect(stopped.stderr).toContain('Give the same command again to go on where it stopped.');
  expect(done).toBeLessThan(CLIPS);
  expect((await panda(args, { home })).code).toBe(0);
  expect(recordsOf(out).length).toBe(CLIPS);
});

test('a clip outside what the model knows gets a notice instead of a caption, and a caption when asked for all the same', async () => {
  const oddities = ['texture', 'ground', 'color', 'number', 'size', 'proportions', 'path'];
  const world = {
    format: 'panda-world-measure',
    formatVersion: 1,
    kind: 'plain-things',
    limits: Object.fromEntries(oddities.map((oddity) => [oddity, 0.1])),
    threshold: 1,
    measured: { inside: { calledOutside: 0, n: 0 }, outside: {} },
  };
  const narrow = await makeHome(makeFolder(), { 'world.json': JSON.stringify(world) });
  const folder = makeFolder();
  await writeTinyClip(join(folder, 'a.mp4'), 1);
  const out = join(folder, 'out.jsonl');
  const args = ['caption', folder, '--out', out, '--sidecars', ...SHORT];
  const notice = await panda(args, { home: narrow });
  const [first] = recordsOf(out);
  expect([notice.code, first?.text, first?.outsideWorld?.threshold, existsSync(join(folder, 'a.txt'))]).toEqual([
    0,
    null,
    1,
    false,
  ]);
  expect(notice.stderr).toContain('outside what the model knows, no text written');

  expect((await panda(args, { home: narrow })).stderr).toContain('0 done, 0 failed, 1 skipped');
  expect((await panda([...args, '--anyway'], { home: narrow })).code).toBe(0);
  expect([recordsOf(out).map(({ text }) => typeof text), existsSync(join(folder, 'a.txt'))]).toEqual([
    ['object', 'string'],
    true,
  ]);
});

test('wrong usage ends with 2 and says what is wrong', async () => {
  const folder = makeFolder({ 'list.csv': 'path,from,to\na.mp4,2,1\n' });
  const runs = await Promise.all(
    [
      [],
      ['caption'],
      ['caption', 'x', '--nonsense'],
      ['caption', '--list', join(folder, 'list.csv')],
      ['caption', 'x', '--max-tokens', '0'],
    ].map((args) => panda(args, { home })),
  );
  expect(runs.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
  expect(runs[1]?.stderr).toContain('Name a video, a folder or a --list.');
  expect(runs[3]?.stderr).toContain('line 2: this list cannot be read (the span ends before it starts)');
});

test('what cannot run at all ends with 3 and says what to do', async () => {
  const folder = makeFolder({ 'notes.txt': 'mine' });
  const clip = await writeTinyClip(join(folder, 'a.mp4'), 1);
  const runs = await Promise.all([
    panda(['caption', clip, '--out', join(folder, 'notes.txt')], { home }),
    panda(['caption', clip, '--out', '/dev/null/out.jsonl'], { home }),
    panda(['caption', clip, '--model', 'large'], { home }),
    panda(['caption', clip, '--ffmpeg', join(folder, 'no-ffmpeg')], { home }),
  ]);
  expect(runs.map(({ code }) => code)).toEqual([3, 3, 3, 3]);
  expect(runs[0].stderr).toContain(
    'notes.txt, line 1: this is not a record of panda-captions, so nothing was written.',
  );
  expect(runs[2].stderr).toContain('There is no model called large.');
  expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
});

test.skipIf(process.platform !== 'linux')('a full disk ends the run with 3 and its reason', async () => {
  const folder = makeFolder();
  const clip = await writeTinyClip(join(folder, 'a.mp4'), 1);
  const { code, stdout, stderr } = await panda(['caption', clip, '--out', '/dev/full', '--json', ...SHORT], { home });
  const { event, problem } = linesOf<Event>(stdout).at(-1) ?? { event: 'none' };
  expect([code, event, problem]).toEqual([
    3,
    'problem',
    { code: 'output-unwritable', path: '/dev/full', cause: 'the disk is full' },
  ]);
  expect(stderr).toContain('/dev/full: it cannot be written (the disk is full).');
});
