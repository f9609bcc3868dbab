import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writePortableLlama } from '../../native-models/video-panda/portable-llama.ts';
import {
  EngineError,
  forkEngine,
  startEngine,
  type DecoderSource,
  type Engine,
  type GenerateRequest,
} from './index.ts';

const config = {
  hiddenSize: 32,
  intermediateSize: 64,
  layers: 2,
  heads: 2,
  vocabSize: 64,
  rmsNormEps: 1e-5,
  ropeTheta: 10_000,
  maxPositions: 4096,
};

let folder: string;
let source: DecoderSource;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panda-process-'));
  source = writePortableLlama(folder, { config, prefix: 'tiny.' });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    return error instanceof EngineError ? error.problem : error;
  }
}

const common = { sampling: { kind: 'greedy' }, stopTokens: [], priority: 'interactive' } as const;

async function idsOf(engine: Engine, request: GenerateRequest): Promise<number[]> {
  const ids: number[] = [];
  for await (const { id } of engine.generate(request)) ids.push(id);
  return ids;
}

it('fails what it had under way when it is killed, and serves the next request in a new process', async () => {
  await using engine = startEngine({ spawn: forkEngine, threads: 1 });
  const graph = await engine.loadGraph(source.embeddings);
  const decoder = await engine.loadDecoder(source);
  const short = { ...common, decoder, suffix: [1, 2], maxNewTokens: 5 };
  const expected = await idsOf(engine, short);
  const firstPid = engine.pid;

  const waiting = engine.generate({ ...short, maxNewTokens: 4000, priority: 'batch' });
  const generation = engine.generate({ ...short, maxNewTokens: 4000 });
  const seen: number[] = [];
  const iteration = (async () => {
    for await (const { id } of generation) {
      seen.push(id);
      if (seen.length === 5) process.kill(engine.pid ?? NaN, 'SIGKILL');
    }
  })();
  const crashed = { code: 'engine-crashed', exitCode: null, signal: 'SIGKILL', lastWords: '' };
  expect(await Promise.all([iteration, generation.end, waiting.end].map(problemOf))).toEqual([
    crashed,
    crashed,
    crashed,
  ]);
  expect(seen.slice(0, 5)).toEqual(expected);

  // Decoder and graph are loaded again by their old handles.
  expect(await idsOf(engine, short)).toEqual(expected);
  const ids = { type: 'int64', dims: [1], data: BigInt64Array.of(0n) } as const;
  expect((await engine.run(graph, { ids }))['embeddings']?.dims).toEqual([1, 32]);
  expect(engine.pid).not.toBe(firstPid);
});

it('says what the process said last when it dies by itself', async () => {
  await using engine = startEngine({ spawn: forkEngine, threads: 1 });
  const decoder = await engine.loadDecoder(source);
  const generation = engine.generate({ ...common, decoder, suffix: [1], maxNewTokens: 4000 });
  process.kill(engine.pid ?? NaN, 'SIGABRT');
  expect(await problemOf(generation.end)).toMatchObject({ code: 'engine-crashed', signal: 'SIGABRT' });
});

it('fails what is under way when it is closed, and whatever is asked after', async () => {
  const engine = startEngine({ spawn: forkEngine, threads: 1 });
  const decoder = await engine.loadDecoder(source);
  const pid = engine.pid ?? NaN;
  const generation = engine.generate({ ...common, decoder, suffix: [1], maxNewTokens: 4000 });
  await engine.close();
  expect(await problemOf(generation.end)).toEqual({ code: 'engine-closed' });
  expect(await problemOf(engine.computeStatus())).toEqual({ code: 'engine-closed' });
  expect(isAlive(pid)).toBe(false);
});

it('ends when whoever started it is gone', async () => {
  const index = JSON.stringify(new URL('./index.ts', import.meta.url).href);
  const script = `
    import { forkEngine, startEngine } from ${index};
    const engine = startEngine({ spawn: forkEngine });
    await engine.computeStatus();
    console.log(engine.pid);
    setInterval(() => undefined, 1000);
  `;
  const parent = execFile(process.execPath, ['--input-type=module', '--eval', script]);
  const [pid] = (await once(parent.stdout ?? parent, 'data')) as [string];
  expect(isAlive(Number(pid))).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(Number(pid)), { timeout: 20_000 }).toBe(false);
});

it('loads onnxruntime in its own process only, and lets its user end without closing it', async () => {
  const { stdout } = await runClient(`
    await engine.loadGraph(${JSON.stringify(source.embeddings)});
    console.log(process.report.getReport().sharedObjects.filter((path) => path.includes('onnxruntime')).length);
  `);
  expect(stdout).toBe('0\n');
});

it('reports to nobody', async () => {
  const home = mkdtempSync(join(folder, 'home-'));
  const { PATH = '' } = process.env; // and no CI or its like, with which onnxruntime is silent anyway
  const load = `await engine.loadGraph(${JSON.stringify(source.embeddings)}); await engine.close();`;
  await runClient(load, { PATH, HOME: home, TMPDIR: home });
  expect(readdirSync(home)).toEqual([]);
});

it('takes no more memory after 1,000 requests than its budget and what it began with', async () => {
  const memoryBudgetBytes = 4 << 20;
  await using engine = startEngine({ spawn: forkEngine, threads: 1, memoryBudgetBytes });
  const decoder = await engine.loadDecoder(source);
  const prefixOf = (clip: number) => Array.from({ length: 200 + (clip % 50) }, (_, i) => (clip + i) % 64);
  const after: { cacheBytes: number; residentBytes: number }[] = [];
  for (let round = 0; round < 5; round++) {
    // 200 requests about 100 clips, 50 at once: prefixes of 20 to 25 thousand positions' bytes come and go.
    for (let group = 0; group < 4; group++) {
      const requests = Array.from({ length: 50 }, (_, i) => {
        const clip = round * 100 + group * 25 + (i >> 1);
        const prefix = { key: `clip ${clip}`, pieces: [{ ids: prefixOf(clip) }] };
        const priority = i % 10 === 0 ? ('interactive' as const) : ('batch' as const);
        return engine.generate({ ...common, priority, decoder, prefix, suffix: [i, 1], maxNewTokens: 3 + (i % 8) });
      });
      await Promise.all(requests.map(({ end }) => end));
    }
    after.push(await engine.computeStatus());
  }
  for (const { cacheBytes } of after) expect(cacheBytes).toBeLessThanOrEqual(memoryBudgetBytes);
  const resident = after.map(({ residentBytes }) => residentBytes);
  const grown = (resident.at(-1) ?? NaN) - (resident[1] ?? NaN);
  expect(grown, `resident: ${resident.map((bytes) => bytes >> 20).join(', ')} MiB`).toBeLessThan(24 << 20);
});

/** Another program that uses the engine, to its end. */
function runClient(script: string, env: NodeJS.ProcessEnv = process.env): Promise<{ stdout: string }> {
  const index = JSON.stringify(new URL('./index.ts', import.meta.url).href);
  const begin = `import { forkEngine, startEngine } from ${index}; const engine = startEngine({ spawn: forkEngine });`;
  return promisify(execFile)(process.execPath, ['--input-type=module', '--eval', begin + script], { env });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`; // where nobody reaps orphans, a dead process still has a number
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}
