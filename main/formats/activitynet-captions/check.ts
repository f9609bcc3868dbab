/** As the evaluation of dense captions does: lists that stand side by side, times in seconds. */
import type { View } from '../expected.ts';
import { Seen } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readParts } from '../input/json-parts.ts';
import { textOf } from '../record.ts';
import { videoName } from '../video-name.ts';
import { secondsOf, spanOf } from './write.ts';
import type { ActivitynetOptions } from './write.ts';

type Times = readonly [number, number];

interface Entry {
  readonly timestamps?: readonly Times[];
  readonly sentences?: readonly string[];
  readonly annotations?: readonly Label[] | Label;
}

interface Label {
  readonly segment: Times;
  readonly label: string;
}

interface Result {
  readonly timestamp: Times;
  readonly sentence: string;
}

export const checkActivitynet: Check<ActivitynetOptions> = {
  expected(record, { names }) {
    const { fromUs, toUs } = spanOf(record);
    return [videoName(record.video, names), secondsOf(fromUs), secondsOf(toUs), (textOf(record) ?? '').trim()];
  },
  found,
};

async function* found({ files, options, rules }: CheckJob<ActivitynetOptions>): AsyncGenerator<View> {
  const isResults = options.form === 'results';
  for (const { path, staged } of files) {
    const source = { path: staged, encoding: 'utf-8', format: 'activitynet-captions' };
    const names = new Seen();
    const heads = new Set<string>();
    for await (const part of readParts(source, { root: 'object', opened: isResults ? ['results'] : [] })) {
      const name = part.key ?? '';
      heads.add(part.within ?? name);
      if (isResults && part.within === null) continue;
      names.add(name);
      const { timestamps, sentences } = part.value as Entry;
      rules.hold('there-are-as-many-timestamps-as-sentences', timestamps?.length === sentences?.length, () => name);
      for (const [[from, to], text] of isResults
        ? resultsOf(part.value as Result[])
        : segmentsOf(part.value as Entry)) {
        rules.hold('nothing-ends-before-it-begins', from <= to, () => `${name}: ${from} to ${to}`);
        yield [name, from, to, text.trim()];
      }
    }
    rules.hold('no-video-stands-twice', names.repeated() === 0, () => path);
    const isWhole = ['version', 'results', 'external_data'].every((head) => heads.has(head));
    if (isResults) rules.hold('version-results-and-external-data-are-there', isWhole, () => path);
  }
}

function segmentsOf({ timestamps = [], sentences = [], annotations = [] }: Entry): [Times, string][] {
  const labels = 'label' in annotations ? [annotations] : annotations;
  return [
    ...timestamps.map((times, index): [Times, string] => [times, sentences[index] ?? '']),
    ...labels.map(({ segment, label }): [Times, string] => [segment, label]),
  ];
}

function resultsOf(results: readonly Result[]): [Times, string][] {
  return results.map(({ timestamp, sentence }) => [timestamp, sentence]);
}
