/**
 * Looks at one video's file: whether it is there, whether it is the one that was annotated, and what is in it. Reads no
 * more than it must. Knows nothing of the project's file.
 */
import { stat } from 'node:fs/promises';
import type { VideoFacts, VideoFile } from '../../document/observations.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import { probe } from '../../media/index.ts';
import type { Ffmpeg, VideoInfo } from '../../media/index.ts';
import { readFingerprint } from './fingerprint.ts';
import { spelledOnDisk } from './spelling.ts';

interface LookOptions {
  /** Null: the file is not probed, which reads all of it. */
  readonly ffmpeg: Ffmpeg | null;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What is known now, `before` being what was known; the same object where nothing is new. Whatever is wrong with the file
 * is in it and never thrown. Throws only when stopped by the signal, and `ffmpeg-missing`.
 */
export async function readVideoFile(path: string, before: VideoFile, options: LookOptions): Promise<VideoFile> {
  const place = await spelledOnDisk(path);
  let seen: VideoFile;
  try {
    seen = await readIdentity(place, before);
  } catch (error) {
    return { ...before, ...trouble(place, error) };
  }
  const { ffmpeg, signal } = options;
  if (ffmpeg === null || seen.facts !== null || (seen.problem !== null && !MAY_PASS.has(seen.problem.code)))
    return seen;
  return { ...seen, ...(await readFacts(place, ffmpeg, signal)) };
}

/** Problems of the moment rather than of the file. */
const MAY_PASS: ReadonlySet<Problem['code']> = new Set(['video-missing', 'ffmpeg-stalled']);

async function readIdentity(path: string, before: VideoFile): Promise<VideoFile> {
  const { size, mtimeMs } = await stat(path);
  const modifiedMs = Math.round(mtimeMs);
  const looksSame = before.sizeBytes === size && before.modifiedMs === modifiedMs;
  const wasSeen = before.state === 'present' || before.state === 'changed';
  if (looksSame && wasSeen && before.fingerprint !== null) return before;
  const print = await readFingerprint(path);
  const isAnnotated = before.fingerprint === null || before.fingerprint === print;
  // What was found out stays true of the same content; a file that has changed, or changed back, is found out anew.
  const keeps = isAnnotated && before.state !== 'changed' && (before.sizeBytes ?? size) === size;
  return {
    ...before,
    state: isAnnotated ? 'present' : 'changed',
    sizeBytes: size,
    modifiedMs,
    fingerprint: before.fingerprint ?? print,
    facts: keeps ? before.facts : null,
    problem: keeps && before.state === 'present' && before.modifiedMs !== null ? before.problem : null,
  };
}

/** A file that is there and cannot be read is as it was, and is read again next time: `modifiedMs` is forgotten. */
function trouble(path: string, error: unknown): Partial<VideoFile> {
  const problem = problemOf(path, error);
  return problem.code === 'video-missing' ? { state: 'missing', problem } : { modifiedMs: null, problem };
}

function problemOf(path: string, error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'video-missing', path };
  return { code: 'video-unreadable', path, cause: message };
}

async function readFacts(
  path: string,
  ffmpeg: Ffmpeg,
  signal: AbortSignal | undefined,
): Promise<Pick<VideoFile, 'facts' | 'problem'>> {
  try {
    return { facts: factsOf(await probe(ffmpeg, path, { signal })), problem: null };
  } catch (error) {
    if (signal?.aborted || !(error instanceof ProblemError) || error.problem.code === 'ffmpeg-missing') throw error;
    return { facts: null, problem: error.problem };
  }
}

/** What is kept of what a probe found. */
export function factsOf(info: VideoInfo): VideoFacts {
  const { durationUs, width, height, averageFps, frameCount, variableFrameRate, codec, audio, warnings } = info;
  return {
    durationUs,
    width,
    height,
    averageFps,
    frameCount,
    variableFrameRate,
    codec,
    hasAudio: audio !== null,
    warnings,
  };
}
