/** What this machine has of what the program needs, what is missing, and how to get it. Starts the engine to see that it can. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Finding } from '../../contract/machine.ts';
import { ProblemError, sentence } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import { findFfmpeg } from '../../media/index.ts';
import { forkEngine, startEngine } from '../../engine/index.ts';
import { explained } from '../drafting/engine-problem.ts';
import { isDamaged, listModels, modelFolders } from '../models/find.ts';
import type { Model } from '../models/find.ts';
import { pandaHome } from '../models/home.ts';
import { PROGRAM_FOLDER, PROGRAM_VERSION } from '../program.ts';

/** Less than this and Panda-Mini has no room to work. */
const LEAST_MEMORY_BYTES = 512 * 2 ** 20;

/** In the order in which one thing needs the other. */
export async function examine({ ffmpeg }: { readonly ffmpeg?: string | undefined } = {}): Promise<readonly Finding[]> {
  const models = await examineModels();
  const whole = models.find(({ model }) => model !== null)?.model;
  return [
    good('program', `Panda Annotator ${PROGRAM_VERSION} in ${PROGRAM_FOLDER}`),
    good('node', `${process.versions.node} (${process.execPath})`),
    good('system', `${process.platform} ${arch()} ${release()}`),
    good('processor', `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} threads`),
    examineMemory(),
    good('device', `CPU, by onnxruntime ${runtimeVersion()}; no graphics card is used by this version`),
    ...(await examineFfmpeg(ffmpeg)),
    good('models folder', `${join(pandaHome(), 'models')}${existsSync(pandaHome()) ? '' : ' (not there yet)'}`),
    ...models.map(({ finding }) => finding),
    ...(whole ? [await examineEngine(whole)] : []),
  ];
}

function good(name: string, found: string): Finding {
  return { name, state: 'good', found, remedy: null };
}

function examineMemory(): Finding {
  const free = process.availableMemory();
  const found = `${gigabytes(free)} of ${gigabytes(totalmem())} GB are free`;
  if (free >= LEAST_MEMORY_BYTES) return good('memory', found);
  return { name: 'memory', state: 'warning', found, remedy: 'Close other programs: a model needs at least 0.5 GB.' };
}

async function examineFfmpeg(setting: string | undefined): Promise<Finding[]> {
  try {
    const { path, version, origin, probePath, probeVersion, probeOrigin } = await findFfmpeg({ setting });
    const probe = good('ffprobe', `${probeVersion} (${probePath}, from ${originText(probeOrigin)})`);
    const found = `${version} (${path}, from ${originText(origin)})`;
    if (origin !== 'npm') return [good('ffmpeg', found), probe];
    const remedy =
      'It is an old build: install ffmpeg on this system for newer formats and for files you do not trust.';
    return [{ name: 'ffmpeg', state: 'warning', found, remedy }, probe];
  } catch (error) {
    return [missing('ffmpeg', error)];
  }
}

function originText(origin: 'setting' | 'path' | 'npm'): string {
  return origin === 'path' ? 'PATH' : origin === 'npm' ? "this program's own packages" : 'the setting';
}

interface Examined {
  readonly finding: Finding;
  readonly model: Model | null;
}

async function examineModels(): Promise<readonly Examined[]> {
  const models = await listModels();
  if (models.length === 0) {
    const problem: Problem = { code: 'model-missing', looked: modelFolders() };
    return [{ finding: missing('model', new ProblemError(problem)), model: null }];
  }
  return models.map((model) =>
    isDamaged(model)
      ? { finding: missing('model', new ProblemError(model.problem)), model: null }
      : { finding: asFinding(model), model },
  );
}

function asFinding({ manifest, folder }: Model): Finding {
  return good('model', `${manifest.id} ${manifest.version}, ${manifest.precision} (${folder})`);
}

/** The smallest graph of a model is enough to see that the process starts and the runtime is whole. */
async function examineEngine({ folder }: Model): Promise<Finding> {
  await using engine = startEngine({ spawn: forkEngine });
  try {
    await engine.loadGraph(join(folder, 'embeddings.onnx'));
    return good('engine', 'its process starts and reads a graph');
  } catch (error) {
    return missing('engine', explained(error));
  }
}

function missing(name: string, error: unknown): Finding {
  if (!(error instanceof ProblemError)) throw error;
  const text = sentence(error.problem);
  return { name, state: 'missing', found: 'not usable', remedy: text };
}

function runtimeVersion(): string {
  const { version } = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return version;
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
