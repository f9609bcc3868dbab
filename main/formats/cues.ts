/** What SRT and WebVTT share: texts with a time, milliseconds, one after the other. Knows neither's syntax. */
import { byTrack, byVideo, endingOf, FileNames, putVideoFile } from './by-video.ts';
import type { WriteJob } from './format.ts';
import type { DatasetRecord } from './record.ts';
import { textOf } from './record.ts';
import type { Span } from '../document/time.ts';

export interface CueOptions extends Readonly<Record<string, unknown>> {
  readonly whole: boolean;
}

export interface Cue {
  readonly fromMs: number;
  readonly toMs: number;
  /** Lines without an empty one among them. */
  readonly text: string;
}

interface CueFormat {
  readonly ending: string;
  /** Whether `-->` can stand in a text. */
  readonly holdsArrows: boolean;
  /** What a player shows of a text. */
  readonly shown: (text: string) => string;
  readonly textOfFile: (records: readonly DatasetRecord[]) => string;
}

/** A file for each video, or for each of its tracks where it has several; cues by their times. */
export async function writeCues(job: WriteJob<CueOptions>, format: CueFormat): Promise<void> {
  const names = new FileNames();
  for await (const records of byVideo(job.records)) {
    const tracks = byTrack(records.filter((record) => isCue(job, record, format)));
    for (const [track, of] of tracks) {
      const ordered = of
        .map((record) => ({ record, cue: cueOf(record) }))
        .sort((a, b) => a.cue.fromMs - b.cue.fromMs || a.cue.toMs - b.cue.toMs)
        .map(({ record }) => record);
      const ending = endingOf(track, { several: tracks.length > 1, ending: format.ending });
      await putVideoFile(job, names, { records: ordered, ending, text: format.textOfFile(ordered) });
    }
  }
}

function isCue(
  { leaveOut, options }: WriteJob<CueOptions>,
  record: DatasetRecord,
  { holdsArrows, shown }: CueFormat,
): boolean {
  const { content, span, video } = record;
  if (content.kind !== 'caption') leaveOut('question', record);
  else if (span === null && (!options.whole || video.durationUs === null)) leaveOut('of-the-whole-video', record);
  else if (shown(cueText(content.text ?? '')) === '') leaveOut('no-text', record);
  else if (!holdsArrows && content.text?.includes('-->')) leaveOut('arrow-in-text', record);
  else return true;
  return false;
}

export function cueOf(record: DatasetRecord): Cue {
  const span = record.span ?? { fromUs: 0, toUs: record.video.durationUs ?? 0 };
  return { ...timesOf(span), text: cueText(textOf(record) ?? '') };
}

/** To the nearest millisecond, and at least one long: players show nothing for less. */
export function timesOf({ fromUs, toUs }: Span): Pick<Cue, 'fromMs' | 'toMs'> {
  const fromMs = Math.round(fromUs / 1000);
  return { fromMs, toMs: Math.max(Math.round(toUs / 1000), fromMs + 1) };
}

/** Without empty lines, which would end the cue, and without white space around. */
export function cueText(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** `01:02:03,450`; hours have two digits or more. */
export function timeText(ms: number, point: ',' | '.'): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${point}${String(ms % 1000).padStart(3, '0')}`;
}

/** Hours may be left out, and there is a comma or a point; null: it is no time. */
export function msOfTime(text: string): number | null {
  const parts = /^(?:(\d{1,6}):)?([0-5]\d):([0-5]\d)[.,](\d{3})$/.exec(text.trim());
  if (!parts) return null;
  const [, hours = '0', minutes, seconds, rest] = parts;
  return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000 + Number(rest);
}
