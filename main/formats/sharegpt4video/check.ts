/** As its consumers read it: line by line, the caption of the whole video by its idx, which is the text "-1". */
import type { View } from '../expected.ts';
import { Seen } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readLines } from '../input/lines.ts';
import { textOf } from '../record.ts';
import { isWhole, SHAREGPT4VIDEO_FILE } from './write.ts';

interface Line {
  readonly video_id: string;
  readonly video_path: string;
  readonly captions: readonly { readonly idx: string; readonly content: string; readonly span?: [number, number] }[];
}

export const checkSharegpt4video: Check<unknown> = {
  expected: (record, _, mediaName) => [
    mediaName(record.video),
    isWhole(record) ? 'whole' : 'segment',
    textOf(record)?.trim() ?? null,
    record.span?.fromUs ?? null,
    record.span?.toUs ?? null,
  ],
  found,
};

async function* found({ files, rules }: CheckJob<unknown>): AsyncGenerator<View> {
  const staged = files.find(({ path }) => path === SHAREGPT4VIDEO_FILE)?.staged ?? SHAREGPT4VIDEO_FILE;
  const ids = new Seen();
  for await (const { text } of readLines({ path: staged, encoding: 'utf-8', format: 'sharegpt4video' })) {
    const { video_id: id, video_path: path, captions } = JSON.parse(text) as Line;
    const where = (): string => `video_id ${id}`;
    ids.add(id);
    rules.hold(
      'an-idx-is-a-text',
      captions.every(({ idx }) => typeof idx === 'string'),
      where,
    );
    rules.hold('no-idx-stands-twice', new Set(captions.map(({ idx }) => idx)).size === captions.length, where);
    for (const { idx, content, span } of captions) {
      const [from, to] = span?.map((seconds) => Math.round(seconds * 1e6)) ?? [];
      yield [path, idx === '-1' ? 'whole' : 'segment', content, from ?? null, to ?? null];
    }
  }
  rules.hold('each-video-has-one-line', ids.repeated() === 0, () => `${ids.repeated()} have several`);
}
