/** As Video-ChatGPT's inference reads it: one array, of which each row has its questions and what is right. */
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readArray } from '../input/json-array.ts';
import { textOf } from '../record.ts';
import { videoName } from '../video-name.ts';
import { BENCHMARK_FILES } from './write.ts';
import type { BenchmarkOptions } from './write.ts';

export const checkBenchmark: Check<BenchmarkOptions> = {
  expected: (record) => [
    videoName(record.video, 'path'),
    record.content.kind === 'qa' ? record.content.question : null,
    textOf(record),
  ],
  found,
};

async function* found({ files, options, rules }: CheckJob<BenchmarkOptions>): AsyncGenerator<View> {
  const name = BENCHMARK_FILES[options.set];
  const path = files.find((file) => file.path === name)?.staged ?? name;
  const asked = options.set === 'consistency' ? ['Q1', 'Q2'] : ['Q'];
  let position = 0;
  for await (const { value } of readArray({ path, encoding: 'utf-8', format: 'videochatgpt-benchmark' })) {
    const row = value as Readonly<Record<string, string>>;
    const isWhole = asked.every((key) => typeof row[key] === 'string' && row[key] !== '');
    rules.hold('a-row-is-whole', isWhole, () => `row ${position}`);
    for (const key of asked) yield [row['video_name'] ?? null, row[key] ?? null, row['A'] ?? null];
    position++;
  }
}
