/** As VATEX's readers do: `videoID` names the video, `enCap` and `chCap` are lists of texts. */
import type { View } from '../expected.ts';
import { Seen } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readArray } from '../input/json-array.ts';
import { textOf } from '../record.ts';
import { videoName } from '../video-name.ts';
import { isChinese } from './write.ts';
import type { VatexOptions } from './write.ts';

interface Video {
  readonly videoID: string;
  readonly enCap: readonly string[];
  readonly chCap?: readonly string[];
}

export const checkVatex: Check<VatexOptions> = {
  expected: (record, options) => [
    videoName(record.video, options.names),
    isChinese(record, options) ? 'chCap' : 'enCap',
    textOf(record),
  ],
  found,
};

async function* found({ files, rules }: CheckJob<VatexOptions>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    const names = new Seen();
    for await (const { value } of readArray({ path: staged, encoding: 'utf-8', format: 'vatex' })) {
      const { videoID: name, enCap, chCap } = value as Video;
      names.add(name);
      rules.hold('each-video-has-a-list-of-english-captions', Array.isArray(enCap), () => `${path}: ${name}`);
      for (const text of enCap) yield [name, 'enCap', text];
      for (const text of chCap ?? []) yield [name, 'chCap', text];
    }
    rules.hold('no-video-stands-twice', names.repeated() === 0, () => path);
  }
}
