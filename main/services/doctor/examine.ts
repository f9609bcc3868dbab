/** What this machine has of what the program needs, what is missing, and how to get it. Starts the engine to see that it can. */
import { existsSync } from 'node:fs';
import { arch, cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Fact, Finding } from '../../document/finding.ts';
import { ProblemError } from '../../document/problem.ts';
import { findFfmpeg } from '../../media/index.ts';
import { startEngine } from '../../engine/index.ts';
import { explained } from '../drafting/engine-problem.ts';
import { spawnEngine } from '../drafting/spawn-engine.ts';
import { devicesHere, runtimeVersion } from '../models/devices/here.ts';
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
  const [processor, ...others] = cpus();
  return [
    good({ about: 'program', version: PROGRAM_VERSION, folder: PROGRAM_FOLDER }),
    good({ about: 'node', version: process.versions.node, path: process.execPath }),
    good({ about: 'system', platform: process.platform, processor: arch(), release: release() }),
    good({ about: 'processor', model: processor?.model.trim() ?? null, threads: 1 + others.length }),
    examineMemory(),
    good({ about: 'device', runtime: runtimeVersion(), devices: devicesHere() }),
    ...(await examineFfmpeg(ffmpeg)),
    good({
      about: 'models-folder',
      path: join(pandaHome(), 'models'),
      exists: existsSync(join(pandaHome(), 'models')),
    }),
    ...models.map(({ finding }) => finding),
    ...(whole ? [await examineEngine(whole)] : []),
  ];
}

function good(fact: Fact): Finding {
  return { state: 'good', fact };
}

function examineMemory(): Finding {
  const freeBytes = process.availableMemory();
  const fact = { about: 'memory', freeBytes, totalBytes: totalmem() } as const;
  return { state: freeBytes >= LEAST_MEMORY_BYTES ? 'good' : 'warning', fact };
}

async function examineFfmpeg(setting: string | undefined): Promise<Finding[]> {
  try {
    const { path, version, origin, probePath, probeVersion, probeOrigin } = await findFfmpeg({ setting });
    return [
      // Of our own packages it is an old build.
      { state: origin === 'npm' ? 'warning' : 'good', fact: { about: 'ffmpeg', version, path, origin } },
      good({ about: 'ffprobe', version: probeVersion, path: probePath, origin: probeOrigin }),
    ];
  } catch (error) {
    return [missing('ffmpeg', error)];
  }
}

interface Examined {
  readonly finding: Finding;
  readonly model: Model | null;
}

async function examineModels(): Promise<readonly Examined[]> {
  const models = await listModels();
  if (models.length === 0) {
    const problem = { code: 'model-missing', looked: modelFolders() } as const;
    return [{ finding: { state: 'missing', about: 'model', problem }, model: null }];
  }
  return models.map((model) =>
    isDamaged(model)
      ? { finding: { state: 'missing', about: 'model', problem: model.problem }, model: null }
      : { finding: findingOf(model), model },
  );
}

function findingOf({ manifest: { id, version, precision }, folder }: Model): Finding {
  return good({ about: 'model', id, version, precision, folder });
}

/** The smallest graph of a model is enough to see that the process starts and the runtime is whole. */
async function examineEngine({ folder }: Model): Promise<Finding> {
  await using engine = startEngine({ spawn: spawnEngine });
  try {
    await engine.loadGraph(join(folder, 'embeddings.onnx'));
    return good({ about: 'engine' });
  } catch (error) {
    return missing('engine', explained(error));
  }
}

function missing(about: Fact['about'], error: unknown): Finding {
  if (!(error instanceof ProblemError)) throw error;
  return { state: 'missing', about, problem: error.problem };
}
