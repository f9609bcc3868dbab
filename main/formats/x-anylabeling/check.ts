/** As X-AnyLabeling reads it: whole milliseconds, a file of its type, the video by the name beside it. */
import { readFile } from 'node:fs/promises';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { textOf } from '../record.ts';
import { msOf, TYPE } from './write.ts';

interface Sidecar {
  readonly type: string;
  readonly video: string;
  readonly labels: readonly string[];
  readonly segments: readonly {
    readonly label: string;
    readonly start_ms: number;
    readonly end_ms: number;
    readonly description: string;
  }[];
}

export const checkSegments: Check<unknown> = {
  expected({ span, ...record }) {
    return [record.video.stem, msOf(span?.fromUs ?? 0), msOf(span?.toUs ?? 0), textOf({ span, ...record })];
  },
  found,
};

async function* found({ files, rules }: CheckJob<unknown>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    const { type, video, labels, segments } = JSON.parse(await readFile(staged, 'utf8')) as Sidecar;
    const stem =
      path
        .split(/[/\\]/)
        .at(-1)
        ?.replace(/\.json$/, '') ?? '';
    rules.hold('the-file-says-that-it-is-of-a-video', type === TYPE, () => path);
    rules.hold('video-name', video === stem || video.startsWith(`${stem}.`), () => path);
    for (const { label, start_ms: start, end_ms: end, description } of segments) {
      const where = (): string => `${path}, ${start}`;
      rules.hold('times-are-whole-milliseconds', Number.isInteger(start) && Number.isInteger(end), where);
      rules.hold('segments-forwards', start <= end, where);
      rules.hold('every-label-is-among-the-labels', labels.includes(label), where);
      yield [stem, start, end, description === '' ? label : description];
    }
  }
}
