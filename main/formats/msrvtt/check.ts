/** As MSR-VTT's readers do: sentences are gathered by the name of their video, videos are told apart by number and split. */
import type { View } from '../expected.ts';
import { Seen } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readParts } from '../input/json-parts.ts';
import type { Part } from '../input/json-parts.ts';
import { KeySet } from '../input/key-set.ts';
import { textOf } from '../record.ts';
import { videoName } from '../video-name.ts';
import type { MsrvttOptions } from './write.ts';

interface Video {
  readonly id: number;
  readonly video_id: string;
  readonly split: string;
}

interface Sentence {
  readonly sen_id: number;
  readonly video_id: string;
  readonly caption: string;
}

export const checkMsrvtt: Check<MsrvttOptions> = {
  expected: (record, { names }) => [videoName(record.video, names), textOf(record)],
  found,
};

async function* found({ files, rules }: CheckJob<MsrvttOptions>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    const open = (): AsyncGenerator<Part> =>
      readParts(
        { path: staged, encoding: 'utf-8', format: 'msrvtt' },
        { root: 'object', opened: ['videos', 'sentences'] },
      );
    const [names, numbers, sentenceNumbers] = [new KeySet(), new KeySet(), new Seen()];
    for await (const { within, value } of open()) {
      if (within !== 'videos') continue;
      const { id, video_id: name, split } = value as Video;
      rules.hold('no-video-is-listed-twice', names.add(name) && numbers.add(String(id)), () => `${path}: ${name}`);
      rules.hold('each-video-is-of-a-split-that-is-known', ['train', 'validate', 'test'].includes(split), () => name);
    }
    for await (const { within, value } of open()) {
      if (within !== 'sentences') continue;
      const { sen_id: number, video_id: name, caption } = value as Sentence;
      rules.hold('each-sentences-video-is-listed', names.has(name), () => `${path}: sen_id ${number}`);
      sentenceNumbers.add(String(number));
      yield [name, caption];
    }
    rules.hold('no-sen-id-stands-twice', sentenceNumbers.repeated() === 0, () => path);
  }
}
