/**
 * `npm run rehearse:7b`: a checkpoint of the true 7B shape and layout with random weights is written, imported to int4 and
 * captions one real clip: time and memory of each step. Wants 20 GB of disk, 10 GB of memory and a quarter of an hour.
 *
 *   --folder F      where to work (default: a new folder among the temporary ones, removed afterwards)
 *   --precision P   fp16, int8 or int4
 *   --layers N      of the LLM, for a quick look
 *   --clip FILE     default: a sample that ships
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findFfmpeg } from '../../main/media/index.ts';
import { startDrafter } from '../../main/services/drafting/drafter.ts';
import { readFingerprint } from '../../main/services/library/fingerprint.ts';
import { chooseModel } from '../../main/services/models/find.ts';
import { SHIPPED_MODEL } from '../../main/services/models/home.ts';
import { officialConfig } from '../../native-models/video-panda/config.ts';
import { longTokenizer, writeCheckpoint } from '../../native-models/video-panda/made-checkpoint.ts';
import { readPeakBytes, watchTree } from '../benchmarks/processes.ts';
import { randomModel } from './random-model.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    precision: { type: 'string', default: 'int4' },
    layers: { type: 'string', default: `${officialConfig.llm.layers}` },
    clip: { type: 'string' },
    tokens: { type: 'string', default: '32' },
  },
});
const samples = resolve(import.meta.dirname, '../../native-models/panda-mini/samples');
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'panda-7b-'));
const checkpoint = join(folder, 'checkpoint');
const home = join(folder, 'home');
const clip = values.clip ?? join(samples, readdirSync(samples).find((name) => name.endsWith('.mp4')) ?? '');
const config = { ...officialConfig, llm: { ...officialConfig.llm, layers: Number(values.layers) } };

try {
  await step('a checkpoint of random weights written', () => {
    const tokenizer = longTokenizer(readFileSync(join(SHIPPED_MODEL, 'tokenizer.model')), config.llm.vocabSize);
    writeCheckpoint(checkpoint, { config, tensors: randomModel(config), format: 'torch', type: 'F16', tokenizer });
    return `${gigabytes(sizeOf(checkpoint))} in ${readdirSync(checkpoint).length} files`;
  });
  await step(`imported as ${values.precision}`, importIt);
  await caption();
} finally {
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}

async function importIt(): Promise<string> {
  const panda = resolve(import.meta.dirname, '../../main/cli/bin.js');
  const args = ['models', 'import', checkpoint, '--id', 'random-7b', '--precision', values.precision, '--replace'];
  const child = spawn(process.execPath, [panda, ...args], {
    env: { ...process.env, PANDA_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = child.pid ?? 0;
  using tree = watchTree(pid, 500);
  let own = 0;
  const timer = setInterval(() => (own = Math.max(own, readPeakBytes(pid) ?? 0)), 500);
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  const code = await new Promise((done) => child.on('close', done));
  clearInterval(timer);
  if (code !== 0) throw new Error(`the import ended with ${String(code)}`);
  const peak = `peak ${gigabytes(own)} (with the engine that compares ${gigabytes(tree.peakBytes ?? 0)})`;
  return `${gigabytes(sizeOf(join(home, 'models', 'random-7b')))}; ${peak}\n${said.trim()}`;
}

async function caption(): Promise<void> {
  const model = await chooseModel('random-7b', { home });
  const ffmpeg = await findFfmpeg();
  using tree = watchTree(process.pid, 500);
  await using drafter = startDrafter({ model, ffmpeg });
  const { signal } = new AbortController();
  const fingerprint = await readFingerprint(clip);
  const shown = await step('the model loaded and the clip looked at', async () => {
    return drafter.look({ path: clip, fingerprint, span: null }, signal);
  });
  const question = { shown, prompt: 'Describe the video.', priority: 'interactive' } as const;
  const sampling = { kind: 'greedy', maxNewTokens: Number(values.tokens) } as const;
  const began = performance.now();
  let [first, count] = [0, 0];
  const pieces = drafter.write({ ...question, sampling }, signal);
  while (!(await pieces.next()).done) {
    count++;
    first ||= performance.now();
  }
  const wrote = (performance.now() - first) / 1000;
  console.log(`first words after ${((first - began) / 1000).toFixed(1)} s (the clip read: prefill)`);
  console.log(`${((count - 1) / wrote).toFixed(2)} pieces a second, ${count} in all`);
  console.log(`peak of all processes ${gigabytes(tree.peakBytes ?? 0)}`);
}

async function step<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await work();
  const said = typeof result === 'string' ? `: ${result}` : '';
  console.log(`${((performance.now() - began) / 1000).toFixed(1)} s  ${name}${said}`);
  return result;
}

function sizeOf(path: string): number {
  return readdirSync(path).reduce((sum, name) => sum + statSync(join(path, name)).size, 0);
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
