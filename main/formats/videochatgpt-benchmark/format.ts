/** Questions that are answered in sentences, for a judge. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkBenchmark } from './check.ts';
import { readBenchmark } from './read.ts';
import { BENCHMARK_FILES, writeBenchmark } from './write.ts';
import type { BenchmarkOptions } from './write.ts';

type Set = BenchmarkOptions['set'];

export const videochatgptBenchmark = formatOf({
  name: 'videochatgpt-benchmark',
  says: "generic_qa.json, temporal_qa.json or consistency_qa.json: Video-ChatGPT's generative benchmark",
  holds: { captions: false, questions: true, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    set: z
      .enum(Object.keys(BENCHMARK_FILES) as [Set, ...Set[]])
      .default('generic')
      .describe('which file is written; consistency takes pairs of questions of a video that have one answer'),
  }),
  write: writeBenchmark,
  read: readBenchmark,
  check: checkBenchmark,
});
