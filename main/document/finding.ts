/**
 * What a machine has of what the program needs, as data, and the English words for it. Knows neither how it was found nor
 * where it is shown.
 */
import { DEVICE_NAMES } from './device.ts';
import type { Device } from './device.ts';
import type { Problem } from './problem.ts';

/** One thing that is there. */
export type Fact =
  | { readonly about: 'program'; readonly version: string; readonly folder: string }
  | { readonly about: 'node'; readonly version: string; readonly path: string }
  | { readonly about: 'system'; readonly platform: string; readonly processor: string; readonly release: string }
  | { readonly about: 'processor'; readonly model: string | null; readonly threads: number }
  | { readonly about: 'memory'; readonly freeBytes: number; readonly totalBytes: number }
  /** Those a model may run on; the CPU is the first. */
  | { readonly about: 'device'; readonly runtime: string; readonly devices: readonly Device[] }
  | ToolFact<'ffmpeg'>
  | ToolFact<'ffprobe'>
  | { readonly about: 'models-folder'; readonly path: string; readonly exists: boolean }
  | {
      readonly about: 'model';
      readonly id: string;
      readonly version: string;
      readonly precision: string;
      readonly folder: string;
    }
  | { readonly about: 'engine' };

/** `origin`: named in a setting, found on PATH, from the program's own packages, or from the installed app. */
interface ToolFact<Tool> {
  readonly about: Tool;
  readonly version: string;
  readonly path: string;
  readonly origin: 'setting' | 'path' | 'npm' | 'app';
}

/** `missing`: nothing can run without it. A warning's remedy is that of its fact. */
export type Finding =
  | { readonly state: 'good'; readonly fact: Fact }
  | { readonly state: 'warning'; readonly fact: Extract<Fact, { readonly about: 'memory' | 'ffmpeg' }> }
  | { readonly state: 'missing'; readonly about: Fact['about']; readonly problem: Problem };

/** The words of one language. */
export interface FindingWords {
  readonly names: Readonly<Record<Fact['about'], string>>;
  readonly facts: { readonly [About in Fact['about']]: (fact: Extract<Fact, { readonly about: About }>) => string };
  readonly remedies: Readonly<Record<'memory' | 'ffmpeg', string>>;
  readonly unusable: string;
}

export interface SaidFinding {
  readonly name: string;
  readonly found: string;
  /** What to do about it; null: nothing. */
  readonly remedy: string | null;
}

export function sayFinding(finding: Finding, words: FindingWords, say: (problem: Problem) => string): SaidFinding {
  if (finding.state === 'missing') {
    return { name: words.names[finding.about], found: words.unusable, remedy: say(finding.problem) };
  }
  const { fact } = finding;
  const found = words.facts[fact.about] as (fact: Fact) => string;
  const remedy = finding.state === 'warning' ? words.remedies[finding.fact.about] : null;
  return { name: words.names[fact.about], found: found(fact), remedy };
}

/** Decimal, as the makers of memory count. */
export function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

const ORIGINS = {
  setting: 'the setting',
  path: 'PATH',
  npm: "this program's own packages",
  app: 'the installed app',
} as const;

const tool = ({ version, path, origin }: ToolFact<string>): string => `${version} (${path}, from ${ORIGINS[origin]})`;

export const findingWords: FindingWords = {
  names: {
    program: 'program',
    node: 'node',
    system: 'system',
    processor: 'processor',
    memory: 'memory',
    device: 'device',
    ffmpeg: 'ffmpeg',
    ffprobe: 'ffprobe',
    'models-folder': 'models folder',
    model: 'model',
    engine: 'engine',
  },
  facts: {
    program: ({ version, folder }) => `Panda Annotator ${version} in ${folder}`,
    node: ({ version, path }) => `${version} (${path})`,
    system: ({ platform, processor, release }) => `${platform} ${processor} ${release}`,
    processor: ({ model, threads }) => `${model ?? 'unknown'}, ${threads} threads`,
    memory: ({ freeBytes, totalBytes }) => `${gigabytes(freeBytes)} of ${gigabytes(totalBytes)} are free`,
    device: ({ devices, runtime }) =>
      `${devices.map((one) => DEVICE_NAMES[one]).join(', ')}, by onnxruntime ${runtime}`,
    ffmpeg: tool,
    ffprobe: tool,
    'models-folder': ({ path, exists }) => `${path}${exists ? '' : ' (not there yet)'}`,
    model: ({ id, version, precision, folder }) => `${id} ${version}, ${precision} (${folder})`,
    engine: () => 'its process starts and reads a graph',
  },
  remedies: {
    memory: 'Close other programs: a model needs at least 0.5 GB.',
    ffmpeg: 'It is an old build: install ffmpeg on this system for newer formats and for files you do not trust.',
  },
  unusable: 'not usable',
};
