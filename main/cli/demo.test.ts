import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { SHIPPED_SAMPLES } from '../services/index.ts';
import { foldersUntil } from '../services/library/test-folder.ts';
import { linesOf, makeHome, panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);

interface Truth {
  clips: { file: string; questions: { question: string; answer: string }[] }[];
}

/** The first sample clip alone, with a changed answer to its first question. */
function makeSamples(answer: string): string {
  const truth = JSON.parse(readFileSync(join(SHIPPED_SAMPLES, 'ground-truth.json'), 'utf8')) as Truth;
  const clip = truth.clips[0];
  if (!clip?.questions[0]) throw new Error('the first sample clip has no question');
  clip.questions[0].answer = answer;
  const samples = makeFolder({ 'ground-truth.json': JSON.stringify({ ...truth, clips: [clip] }) });
  copyFileSync(join(SHIPPED_SAMPLES, clip.file), join(samples, clip.file));
  return samples;
}

test('the table is made from the ground truth: another label there makes a right answer wrong, and a data set is written', async () => {
  const home = await makeHome(makeFolder());
  const out = join(makeFolder(), 'demo');
  const demo = (samples: string) => panda(['demo', '--model', 'tiny', '--samples', samples, '--out', out], { home });
  const firstAnswer = (stdout: string) =>
    stdout
      .split('\n')
      .find((line) => line.includes('Which color is shown?'))
      ?.trim();

  const wrong = await demo(makeSamples('a colour that nobody says'));
  expect([wrong.code, firstAnswer(wrong.stdout)?.startsWith('WRONG')]).toEqual([0, true]);
  expect(wrong.stdout).toContain('(it is: a colour that nobody says)');
  const qa = linesOf<{ video: string; answer: string }>(readFileSync(join(out, 'qa.jsonl'), 'utf8'));
  const [metadata] = linesOf<{ file_name: string; text: string }>(
    readFileSync(join(out, 'videos', 'metadata.jsonl'), 'utf8'),
  );
  expect([qa.length, metadata?.file_name, readFileSync(join(out, 'videos', 'clip-01.mp4')).length > 0]).toEqual([
    4,
    'clip-01.mp4',
    true,
  ]);

  const right = await demo(makeSamples(qa[0]?.answer ?? ''));
  expect([right.code, firstAnswer(right.stdout)?.startsWith('right')]).toEqual([0, true]);
  expect(right.stdout).toContain(join(out, 'qa.jsonl'));
});

test('a ground truth that cannot be read is named', async () => {
  const samples = makeFolder();
  writeFileSync(join(samples, 'ground-truth.json'), '{"clips":1}');
  const { code, stderr } = await panda(['demo', '--model', 'tiny', '--samples', samples], {
    home: await makeHome(makeFolder()),
  });
  expect([code, stderr.includes(`${join(samples, 'ground-truth.json')}: this list cannot be read`)]).toEqual([2, true]);
});
