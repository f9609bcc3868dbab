/** Reads FiftyOne's two files: a video's list of temporal detections, or a sample with labels and texts in its fields. */
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import { readParts } from '../input/json-parts.ts';
import type { Part } from '../input/json-parts.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import type { FiftyoneOptions } from './labels.ts';
import { recordOfLabel } from './read-label.ts';
import type { Where } from './read-label.ts';
import { recordsOfSample } from './read-sample.ts';
import { LABELS_FILE, SAMPLES_FILE } from './write.ts';

const OPENED = { root: 'object', opened: ['labels', 'samples'] } as const;

export async function* readFiftyone({
  path,
  options,
  encoding,
}: ReadInput<FiftyoneOptions>): AsyncGenerator<ReadEvent> {
  const found = await findFiles(path, ['.json']);
  const own = found.filter(({ relativePath }) =>
    [LABELS_FILE, SAMPLES_FILE].includes(relativePath.split('/').at(-1) ?? ''),
  );
  for (const file of own.length > 0 ? own : found) {
    const source = { path: file.path, encoding, format: 'fiftyone' };
    try {
      const classes = await classesIn(source);
      let isOurs = false;
      for await (const part of readParts(source, OPENED)) {
        isOurs ||= part.within !== null || part.key === 'labels' || part.key === 'samples';
        if (part.within === 'labels') yield* eventsOfVideo(source, part, { classes, options });
        else if (part.within === 'samples') yield* eventsOfSample(source, part, options);
      }
      if (!isOurs) throw unreadable(source, null, 'there are neither labels nor samples of FiftyOne in it');
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

/** They may stand behind the labels that are numbers in them. */
async function classesIn(source: TextSource): Promise<readonly string[]> {
  for await (const { within, key, value } of readParts(source, OPENED)) {
    if (within === null && key === 'classes') return z.array(z.string()).nullable().catch(null).parse(value) ?? [];
  }
  return [];
}

function* eventsOfVideo(
  source: TextSource,
  { key, value, line }: Part,
  { classes, options }: { readonly classes: readonly string[]; readonly options: FiftyoneOptions },
): Generator<ReadEvent> {
  const wrong = (cause: string): ReadEvent => ({ problem: unreadable(source, line, `${key ?? ''}: ${cause}`).problem });
  const labels = z.array(z.unknown()).nullable().safeParse(value);
  if (!labels.success) {
    yield wrong('here a list of detections was expected');
    return;
  }
  for (const label of labels.data ?? []) {
    const where: Where = {
      name: key ?? '',
      hasEnding: false,
      fps: options.fps > 0 ? options.fps : null,
      classes,
      field: null,
    };
    const record = recordOfLabel(label, where);
    if ('wrong' in record) yield wrong(record.wrong);
    else yield { record, path: source.path, line };
  }
}

function* eventsOfSample(source: TextSource, { value, line }: Part, options: FiftyoneOptions): Generator<ReadEvent> {
  for (const read of recordsOfSample(value, options)) {
    if ('wrong' in read) yield { problem: unreadable(source, line, read.wrong).problem };
    else yield { record: read, path: source.path, line };
  }
}
