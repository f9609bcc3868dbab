/** What any program gets that reads a file of JSON lines: each line by itself, parsed and written again. */
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { fedLines } from '../fed-lines.ts';
import { lineOf, recordOf } from './line.ts';

export const checkJsonl: Check<unknown> = {
  expected: (record) => [lineOf(record)],
  found,
};

async function* found({ files, rules }: CheckJob<unknown>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    let number = 0;
    for await (const line of fedLines(staged)) {
      number++;
      const record = recordOf(JSON.parse(line));
      const isRecord = !('wrong' in record);
      rules.hold('schema', isRecord, () => `${path}, line ${number}`);
      yield [isRecord ? lineOf(record) : line];
    }
  }
}
