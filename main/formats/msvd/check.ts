/** As MSVD's readers do: seven lines at the top, or those with `#`, are passed over; the rest is split at the first space. */
import type { View } from '../expected.ts';
import { fedLines } from '../fed-lines.ts';
import type { Check, CheckJob } from '../format.ts';
import { textOf } from '../record.ts';
import { oneLine } from '../sidecar-txt/write.ts';
import { videoName } from '../video-name.ts';
import { HEAD_LINES } from './write.ts';
import type { MsvdOptions } from './write.ts';

export const checkMsvd: Check<MsvdOptions> = {
  expected: (record, { names }) => [videoName(record.video, names), oneLine(textOf(record) ?? '')],
  found,
};

async function* found({ files, rules }: CheckJob<MsvdOptions>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    let number = 0;
    for await (const line of fedLines(staged)) {
      number++;
      const isCaption = line !== '' && !line.startsWith('#');
      const where = (): string => `${path}:${number}`;
      rules.hold('who-skips-the-head-reads-the-same', isCaption === number > HEAD_LINES, where);
      if (!isCaption) continue;
      const space = line.indexOf(' ');
      rules.hold('a-line-has-a-name-and-a-caption', space > 0 && space < line.length - 1, where);
      yield [line.slice(0, space), line.slice(space + 1)];
    }
  }
}
