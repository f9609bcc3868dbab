/** Every benchmark, in the order in which they are done. */
import { batching } from './batching.ts';
import type { Benchmark } from './benchmark.ts';
import { caption } from './caption.ts';
import { desktop } from './desktop.ts';
import { exports } from './exports.ts';
import { feel } from './feel.ts';
import { llama } from './llama.ts';
import { memory } from './memory.ts';
import { paper } from './paper.ts';
import { prefix } from './prefix.ts';
import { project } from './project.ts';
import { runs } from './runs.ts';
import { sampling } from './sampling.ts';
import { search } from './search.ts';
import { stab } from './stab.ts';

export const benchmarks: readonly Benchmark[] = [
  stab,
  paper,
  prefix,
  batching,
  llama,
  sampling,
  caption,
  runs,
  memory,
  project,
  search,
  exports,
  feel,
  desktop,
];
