/**
 * LosslessCut's project file: the segments of a video with their names, seconds, `clip-proj.llc` beside `clip.mp4`.
 * https://github.com/mifi/lossless-cut/blob/master/src/renderer/src/types.ts
 */
import { byVideo, FileNames, putVideoFile } from '../by-video.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { secondsFromUs } from '../../document/time.ts';

export const LLC_ENDING = '-proj.llc';

export async function writeLlc(job: WriteJob<unknown>): Promise<void> {
  const names = new FileNames();
  for await (const all of byVideo(job.records)) {
    const records = all
      .filter((record) => isCut(job, record))
      .sort((a, b) => (a.span?.fromUs ?? 0) - (b.span?.fromUs ?? 0) || (a.span?.toUs ?? 0) - (b.span?.toUs ?? 0));
    const [first] = records;
    if (!first) continue;
    const project = {
      version: 2,
      mediaFileName: mediaName(first),
      cutSegments: records.map(cutOf),
    };
    await putVideoFile(job, names, { records, ending: LLC_ENDING, text: `${JSON.stringify(project, null, 2)}\n` });
  }
}

function isCut({ leaveOut }: WriteJob<unknown>, record: DatasetRecord): boolean {
  if (record.content.kind !== 'caption') leaveOut('question', record);
  else if (record.span === null) leaveOut('of-the-whole-video', record);
  else if (record.content.text === null) leaveOut('no-text', record);
  else return true;
  return false;
}

export function mediaName({ video: { path, relativePath, stem } }: DatasetRecord): string {
  return (relativePath ?? path)?.split(/[/\\]/).at(-1) ?? stem;
}

/** What LosslessCut kept of its own comes first, so that nothing in it stands for what is known better here. */
function cutOf(record: DatasetRecord): unknown {
  const { content, span, tier } = record;
  const { tags, ...kept } = extraOf(record, 'llc');
  const track = content.kind === 'caption' ? content.track : null;
  const { fromUs = 0, toUs = 0 } = span ?? {};
  return {
    ...kept,
    start: secondsFromUs(fromUs),
    // Without an end it is a marker.
    ...(toUs === fromUs ? {} : { end: secondsFromUs(toUs) }),
    name: textOf(record) ?? '',
    tags: {
      ...(typeof tags === 'object' && tags !== null ? tags : {}),
      ...(track === null ? {} : { track }),
      ...(tier === null ? {} : { tier }),
    },
  };
}
