/** Reads what happens when in each video, a video at a time, in whichever of the forms it is said. */
import { z } from 'zod';
import { captionRead } from '../captions/caption.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { filesCalled } from '../input/files.ts';
import { readParts } from '../input/json-parts.ts';
import type { Part } from '../input/json-parts.ts';
import { rowOf, untilUnreadable } from '../input/rows.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import type { DatasetVideo, Extra } from '../record.ts';
import { videoNameSchema, videoOfName } from '../video-name.ts';
import { FORM_FILES } from './forms.ts';
import type { Segment } from './forms.ts';
import type { ActivitynetOptions } from './write.ts';

/** Beside the videos, what is about all of them. */
const HEAD = new Set(['version', 'external_data', 'taxonomy']);

const seconds = z.number().min(0).max(1e9);
const times = z.tuple([seconds, seconds]);
const label = z.looseObject({ segment: times, label: z.string().min(1) });
const result = z.looseObject({ timestamp: times, sentence: z.string() });
const entry = z.looseObject({
  duration: seconds.optional(),
  duration_second: seconds.optional(),
  timestamps: z.array(times).optional(),
  sentences: z.array(z.string()).optional(),
  annotations: z.union([z.array(label), label]).optional(),
});

interface VideoRead {
  readonly duration: number | null;
  readonly kept: Extra;
  readonly segments: readonly Segment[];
}

export async function* readActivitynet({
  path,
  encoding,
  options,
}: ReadInput<ActivitynetOptions>): AsyncGenerator<ReadEvent> {
  const { captions, results, labels, kinetics } = FORM_FILES;
  for (const file of await filesCalled(path, captions, results, labels, kinetics)) {
    yield* untilUnreadable(videos({ path: file.path, encoding, format: 'activitynet-captions' }, options));
  }
}

async function* videos(source: TextSource, { names }: ActivitynetOptions): AsyncGenerator<ReadEvent> {
  for await (const part of readParts(source, { root: 'object', opened: ['results', 'database'] })) {
    if (part.within === null && HEAD.has(part.key ?? '')) continue;
    const name = rowOf(videoNameSchema, source, { value: part.key ?? '', line: part.line });
    const read = 'problem' in name ? name : part.within === 'results' ? resultsOf(source, part) : entryIn(source, part);
    if ('problem' in read) yield read;
    else yield* recordsOf(source, { part, video: videoOfName(part.key ?? '', names) }, read.row);
  }
}

function* recordsOf(
  source: TextSource,
  { part, video: named }: { readonly part: Part; readonly video: DatasetVideo },
  { duration, kept, segments }: VideoRead,
): Generator<ReadEvent> {
  const video = { ...named, durationUs: duration === null ? null : usOf(duration) };
  for (const [index, { text: whole, times, kept: more }] of segments.entries()) {
    const wrong = (cause: string): ReadEvent => ({
      problem: unreadable(source, part.line, `${part.key}, ${index + 1}: ${cause}`).problem,
    });
    const span = { fromUs: usOf(times[0]), toUs: usOf(times[1]) };
    const text = whole.trim();
    if (span.toUs < span.fromUs) yield wrong('it ends before it begins');
    else if (text === '') yield wrong('there is no text');
    else {
      const at = whole.indexOf(text);
      // Many sentences begin with a space: no part of what is said, but it goes out again.
      const around = whole === text ? undefined : [whole.slice(0, at), whole.slice(at + text.length)];
      const extra = { video: kept, segment: more, around };
      const record = captionRead({ video, text, span, kept: ['activitynet-captions', extra] });
      yield { record, path: source.path, line: part.line };
    }
  }
}

function resultsOf(source: TextSource, part: Part): ReturnType<typeof rowOf<VideoRead>> {
  const read = rowOf(z.array(result), source, part);
  if ('problem' in read) return read;
  const segments = read.row.map(({ timestamp, sentence, ...kept }) => ({ text: sentence, times: timestamp, kept }));
  return { row: { duration: null, kept: {}, segments } };
}

function entryIn(source: TextSource, part: Part): ReturnType<typeof rowOf<VideoRead>> {
  const read = rowOf(entry, source, part);
  if ('problem' in read) return read;
  const { duration, timestamps, sentences, annotations, ...kept } = read.row;
  if (timestamps?.length !== sentences?.length) {
    const cause = `there are ${timestamps?.length ?? 0} timestamps for ${sentences?.length ?? 0} sentences`;
    return { problem: unreadable(source, part.line, cause).problem };
  }
  const labels = annotations === undefined ? [] : Array.isArray(annotations) ? annotations : [annotations];
  const segments = [
    ...(timestamps ?? []).map((of, index) => ({ times: of, text: sentences?.[index] ?? '', kept: {} })),
    ...labels.map(({ segment, label: text, ...more }) => ({ times: segment, text, kept: more })),
  ];
  return { row: { duration: duration ?? kept.duration_second ?? null, kept, segments } };
}

function usOf(time: number): number {
  return Math.round(time * 1_000_000);
}
