/**
 * The videos themselves as part of a data set: linked, copied, or cut into the segments that have texts. Knows no format.
 */
import { access, mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { LeftOutReason } from '../../document/dataset-report.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Span } from '../../document/time.ts';
import type { DatasetRecord, DatasetVideo, Media, Prepared } from '../../formats/index.ts';
import { stemOf } from '../../formats/index.ts';
import { cutVideo } from '../../media/index.ts';
import type { Ffmpeg } from '../../media/index.ts';
import { inOrder } from '../batch/in-order.ts';
import { readFingerprint } from '../library/fingerprint.ts';
import type { Previews } from '../previews/previews.ts';

export interface MediaTools {
  readonly ffmpeg: Ffmpeg;
  readonly previews: Previews;
}

export function linkedOrCopied(how: 'link' | 'copy'): Media {
  return {
    async *prepare(records) {
      for await (const record of records)
        yield { record, how: (await isThere(record.video)) ? how : { leftOut: 'video-missing' } };
    },
  };
}

/** `folder`: where cuts are made, several at once; whoever gives it removes it. */
export function cutIntoClips(
  { ffmpeg, previews }: MediaTools,
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
): Media {
  // The texts of a segment follow each other.
  let latest: { readonly key: string; readonly cut: Promise<DatasetVideo | LeftOutReason> } | null = null;
  const work = async (record: DatasetRecord, stopped: AbortSignal): Promise<Prepared> => {
    const { span, video } = record;
    if (span === null) return { record, how: (await isThere(video)) ? 'copy' : { leftOut: 'video-missing' } };
    const key = JSON.stringify([video.id, video.path, span]);
    if (latest?.key !== key)
      latest = { key, cut: cutOut(video, span, { ffmpeg, previews }, { folder, signal: stopped }) };
    const cut = await latest.cut;
    if (typeof cut === 'string') return { record, how: { leftOut: cut } };
    return { record: aboutCut(record, cut, span), how: 'move' };
  };
  return { prepare: (records) => inOrder(records, { atOnce: availableParallelism(), work, signal }) };
}

/** Or why it could not be. Throws `video-unwritable`. */
async function cutOut(
  video: DatasetVideo,
  span: Span,
  { ffmpeg, previews }: MediaTools,
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
): Promise<DatasetVideo | LeftOutReason> {
  const { path, relativePath, fingerprint } = video;
  if (path === null || !(await isThere(video))) return 'video-missing';
  try {
    const info = await previews.info({ path, fingerprint: fingerprint ?? (await readFingerprint(path)) }, { signal });
    const name = `${video.stem}_${span.fromUs}-${span.toUs}.mp4`;
    const within = relativePath === null ? '' : relativePath.slice(0, relativePath.lastIndexOf('/') + 1);
    const place = join(folder, video.id ?? '', within);
    await mkdir(place, { recursive: true });
    const target = join(place, name);
    const { averageFps, durationUs, frameCount, height, width } = await cutVideo(ffmpeg, info, span, target, {
      signal,
    });
    const facts = { durationUs, fps: averageFps, frameCount, width, height };
    const print = await readFingerprint(target);
    return { ...video, ...facts, path: target, relativePath: within + name, stem: stemOf(name), fingerprint: print };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code !== 'video-unwritable') return 'video-uncuttable';
    throw error;
  }
}

/** Times count from the beginning of the cut. */
function aboutCut(record: DatasetRecord, video: DatasetVideo, span: Span): DatasetRecord {
  const { content } = record;
  const within = (evidence: Span): Span | null => {
    const [fromUs, toUs] = [Math.max(evidence.fromUs, span.fromUs), Math.min(evidence.toUs, span.toUs)];
    return toUs < fromUs ? null : { fromUs: fromUs - span.fromUs, toUs: toUs - span.fromUs };
  };
  return {
    ...record,
    ...{ video, span: null, tier: null },
    content: content.kind === 'qa' ? { ...content, evidence: content.evidence && within(content.evidence) } : content,
  };
}

async function isThere({ path }: DatasetVideo): Promise<boolean> {
  if (path === null) return false;
  return access(path).then(
    () => true,
    () => false,
  );
}
