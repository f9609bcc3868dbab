/**
 * As the judges read it: Video-LLaVA's takes each line for a Python literal and makes a file of each id, so that an id with
 * a slash would stop it for ever; Video-ChatGPT's reads `video_name`, `Q`, `A` and `pred`.
 */
import type { View } from '../expected.ts';
import { Seen } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readArray } from '../input/json-array.ts';
import { readLines } from '../input/lines.ts';
import { ARRAY_FILE, LINES_FILE, predictionOf } from './write.ts';
import type { PredictionOptions } from './write.ts';

export const checkPredictions: Check<PredictionOptions> = {
  expected(record, options) {
    const prediction = predictionOf(record, options);
    if (typeof prediction === 'string') return [prediction];
    const { id, video, question, answer, pred } = prediction;
    return [options.judge === 'video-llava' ? id : video, question, answer, pred];
  },
  found: (job) => (job.options.judge === 'video-llava' ? byVideoLlava(job) : byVideoChatgpt(job)),
};

type Row = Readonly<Record<string, string>>;

async function* byVideoLlava({ files, rules }: CheckJob<PredictionOptions>): AsyncGenerator<View> {
  const path = files.find((file) => file.path === LINES_FILE)?.staged ?? LINES_FILE;
  const ids = new Seen();
  for await (const { text, line } of readLines({ path, encoding: 'utf-8', format: 'videochatgpt-predictions' })) {
    const where = (): string => `line ${line}`;
    const outsideTexts = text.replace(/"(?:[^"\\]|\\.)*"/g, '""');
    rules.hold('each-line-is-a-python-literal-too', !/\b(?:null|true|false)\b/.test(outsideTexts), where);
    const { id = '', question, answer, pred } = JSON.parse(text) as Row;
    rules.hold('an-id-can-name-a-file', id !== '' && !/[/\\]/.test(id), where);
    ids.add(id);
    yield [id, question ?? null, answer ?? null, pred ?? null];
  }
  rules.hold('no-id-stands-twice', ids.repeated() === 0, () => `${ids.repeated()} do`);
}

async function* byVideoChatgpt({ files }: CheckJob<PredictionOptions>): AsyncGenerator<View> {
  const path = files.find((file) => file.path === ARRAY_FILE)?.staged ?? ARRAY_FILE;
  for await (const { value } of readArray({ path, encoding: 'utf-8', format: 'videochatgpt-predictions' })) {
    const { video_name: video, Q, A, pred } = value as Row;
    yield [video ?? null, Q ?? null, A ?? null, pred ?? null];
  }
}
