/**
 * Finds an ffmpeg and an ffprobe that run, and says which: the one a person named, or the newest of what PATH, npm and the
 * installed app offer. Knows nothing of videos.
 */
import { access, constants } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { ProblemError } from '../document/problem.ts';
import { runProgram } from './process.ts';

/** `app`: it came with the installed app. */
export type FfmpegOrigin = 'setting' | 'path' | 'npm' | 'app';

export interface Ffmpeg {
  readonly path: string;
  readonly probePath: string;
  /** As it calls itself: `5.1.9-0+deb12u1`, `N-47683-g0e8eb07980-static`. */
  readonly version: string;
  readonly probeVersion: string;
  readonly origin: FfmpegOrigin;
  readonly probeOrigin: FfmpegOrigin;
  /** Version of its libavcodec as [major, minor, micro]: orders builds whatever they call themselves, and says which options they know. */
  readonly codecVersion: readonly [number, number, number];
}

interface Tool {
  readonly path: string;
  readonly version: string;
  readonly codecVersion: readonly [number, number, number];
  readonly origin: FfmpegOrigin;
}

type Name = 'ffmpeg' | 'ffprobe';

/** libavcodec of ffmpeg 4.0, the oldest that is read about here: the npm build (2018) is just above it. */
const OLDEST: Tool['codecVersion'] = [58, 18, 100];

/** `setting` is the path of an ffmpeg that a person chose; it is used or refused, never passed over. Throws `ffmpeg-missing`. */
export async function findFfmpeg({
  setting,
  env = process.env,
}: { setting?: string | undefined; env?: NodeJS.ProcessEnv } = {}): Promise<Ffmpeg> {
  const looked: string[] = [];
  const candidates: readonly Candidate[] =
    setting === undefined ? await onMachine('ffmpeg', env, looked) : [{ path: setting, origin: 'setting' }];
  // All at once: to be asked takes each of them a tenth of a second.
  const [tools, besides] = await Promise.all([askAll(candidates), askAll(candidates.map(probeBeside))]);
  const ffmpeg = newest(tools, looked);
  const beside = ffmpeg && besides[tools.indexOf(ffmpeg)];
  const ffprobe =
    typeof beside === 'object'
      ? beside
      : ffmpeg && newest(await askAll(await onMachine('ffprobe', env, looked)), looked);
  if (ffmpeg === undefined || ffprobe === undefined) throw new ProblemError({ code: 'ffmpeg-missing', looked });
  return {
    path: ffmpeg.path,
    probePath: ffprobe.path,
    version: ffmpeg.version,
    probeVersion: ffprobe.version,
    origin: ffmpeg.origin,
    probeOrigin: ffprobe.origin,
    codecVersion: ffmpeg.codecVersion,
  };
}

interface Candidate {
  readonly path: string;
  readonly origin: FfmpegOrigin;
}

/** The one that came with this ffmpeg, if any: of the same version, it reads files in the same way. */
function probeBeside({ path, origin }: Candidate): Candidate {
  return { path: join(dirname(path), withSuffix('ffprobe')), origin };
}

async function onMachine(name: Name, env: NodeJS.ProcessEnv, looked: string[]): Promise<Candidate[]> {
  return [...fromApp(name, env), ...(await onPath(name, env, looked)), ...(await fromNpm(name, looked))];
}

/** Of equals the first. Why others were passed over is added to `looked`. */
function newest(tools: readonly (Tool | string)[], looked: string[]): Tool | undefined {
  let best: Tool | undefined;
  for (const tool of tools) {
    if (typeof tool === 'string') looked.push(tool);
    else if (best === undefined || isOlder(best.codecVersion, tool.codecVersion)) best = tool;
  }
  return best;
}

function askAll(candidates: readonly Candidate[]): Promise<(Tool | string)[]> {
  return Promise.all(candidates.map(askVersion));
}

/** The tool, or why it is none. */
async function askVersion({ path, origin }: Candidate): Promise<Tool | string> {
  try {
    await access(path, constants.X_OK);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return `${path} (${isMissing ? 'no such file' : 'it may not be run'})`;
  }
  const lines: string[] = [];
  const end = await runProgram({ path, args: ['-version'], onLine: (line) => lines.push(line), idleMs: 10_000 });
  if (end.failure !== undefined) return `${path} (${end.failure.kind === 'failed' ? end.failure.cause : 'no answer'})`;
  const version = /^ff\w+ version (\S+)/.exec(lines[0] ?? '')?.[1];
  const codec = /libavcodec\s+\d.*\/\s*(\d+)\.\s*(\d+)\.\s*(\d+)/.exec(lines.join('\n'));
  if (version === undefined || codec === null) return `${path} (it does not say its version as ffmpeg does)`;
  const codecVersion = [Number(codec[1]), Number(codec[2]), Number(codec[3])] as const;
  if (isOlder(codecVersion, OLDEST)) return `${path} (version ${version} is too old, 4.0 or newer is needed)`;
  return { path, version, codecVersion, origin };
}

async function onPath(name: Name, env: NodeJS.ProcessEnv, looked: string[]): Promise<Candidate[]> {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const paths = [...new Set(folders)].map((folder) => join(folder, withSuffix(name)));
  const isThere = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  if (!isThere.includes(true)) looked.push(`${name} on PATH (none)`);
  return paths.filter((_, i) => isThere[i]).map((path) => ({ path, origin: 'path' }));
}

/** The desktop app says by this variable where its own are, where it has some. */
function fromApp(name: Name, env: NodeJS.ProcessEnv): Candidate[] {
  const folder = env['PANDA_APP_FFMPEG'];
  return folder === undefined ? [] : [{ path: join(folder, withSuffix(name)), origin: 'app' }];
}

/** The npm packages throw on import where they have no build for the system. */
async function fromNpm(name: Name, looked: string[]): Promise<Candidate[]> {
  try {
    const found =
      name === 'ffmpeg' ? await import('@ffmpeg-installer/ffmpeg') : await import('@ffprobe-installer/ffprobe');
    return [{ path: found.default.path, origin: 'npm' }];
  } catch {
    looked.push(`the npm package of ${name} (it has no build for ${process.platform} ${process.arch})`);
    return [];
  }
}

function withSuffix(name: Name): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}

function isOlder(a: Tool['codecVersion'], b: Tool['codecVersion']): boolean {
  const at = a.findIndex((part, i) => part !== b[i]);
  return at >= 0 && (a[at] as number) < (b[at] as number);
}
