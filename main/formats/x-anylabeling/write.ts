/**
 * `clip.json` beside `clip.mp4`: segments in milliseconds and frames, the text as the description.
 * https://github.com/CVHub520/X-AnyLabeling/blob/main/anylabeling/views/labeling/video_classifier/sidecar.py
 */
import { hasRate } from '../bundles/frames.ts';
import { wholeText, without } from '../bundles/whole-record.ts';
import { byVideo, FileNames, putVideoFile } from '../by-video.ts';
import type { WriteJob } from '../format.ts';
import { CROISSANT } from '../croissant.ts';
import { MANIFEST } from '../manifest.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf, videoNamed } from '../record.ts';

export const TYPE = 'video_classification';
/** Of a segment that has no name of its own. */
export const SEGMENT = 'segment';

export async function writeSegments(job: WriteJob<unknown>): Promise<void> {
  const names = new FileNames();
  // The places of the export's own files are no video's.
  for (const own of [MANIFEST, CROISSANT]) names.take(own, videoNamed(''));
  for await (const all of byVideo(job.records)) {
    const records = all.filter((record) => isSegment(job, record));
    const [first] = records;
    if (!first) continue;
    const text = `${JSON.stringify(sidecarOf(records, first), null, 2)}\n`;
    await putVideoFile(job, names, { records, ending: '.json', text });
  }
}

function isSegment({ leaveOut }: WriteJob<unknown>, record: DatasetRecord): boolean {
  if (record.content.kind !== 'caption') leaveOut('question', record);
  else if (record.span === null) leaveOut('of-the-whole-video', record);
  else if ((record.content.text ?? '') === '') leaveOut('no-text', record);
  else if (!hasRate(record.video)) leaveOut('no-frame-rate', record);
  else return true;
  return false;
}

function sidecarOf(records: readonly DatasetRecord[], { video }: DatasetRecord): unknown {
  const labels = [...new Set(records.map(labelOf))];
  return {
    version: '1.0.0',
    type: TYPE,
    video: (video.relativePath ?? video.path)?.split(/[/\\]/).at(-1) ?? video.stem,
    fps: video.fps ?? 0,
    duration_ms: msOf(video.durationUs ?? 0),
    width: video.width ?? 0,
    height: video.height ?? 0,
    labels,
    label_colors: {},
    segments: records.map(segmentOf),
  };
}

function segmentOf(record: DatasetRecord, index: number): unknown {
  const extra = extraOf(record, 'x-anylabeling');
  const { description, id } = extra;
  const [start, end] = [msOf(record.span?.fromUs ?? 0), msOf(record.span?.toUs ?? 0)];
  const isLabelAlone = description === '' && labelOf(record) === textOf(record);
  return {
    ...without(extra, ['label', 'description', 'id']),
    id: typeof id === 'string' && id !== '' ? id : `s${index}`,
    label: labelOf(record),
    start_ms: start,
    end_ms: end,
    start_frame: frameOf(start, record.video.fps),
    end_frame: frameOf(end, record.video.fps),
    description: isLabelAlone ? '' : (textOf(record) ?? ''),
    panda: wholeText(record),
  };
}

/** The tier; of a segment that has nothing but a label, the label. */
function labelOf(record: DatasetRecord): string {
  const { label } = extraOf(record, 'x-anylabeling');
  return typeof label === 'string' && label !== '' ? label : (record.tier ?? SEGMENT);
}

export function msOf(us: number): number {
  return Math.round(us / 1000);
}

/** As X-AnyLabeling counts them, from 0. */
function frameOf(ms: number, fps: number | null): number {
  return fps === null ? 0 : Math.round((ms / 1000) * fps);
}
