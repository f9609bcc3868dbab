/** Which formats there are. A new one is a folder and a line here. */
import { ProblemError } from '../document/problem.ts';
import type { Format, Options } from './format.ts';
import { csv } from './csv/format.ts';
import { hfFolder } from './hf-folder/format.ts';
import { hfParquet } from './hf-parquet/format.ts';
import { jsonl } from './jsonl/format.ts';
import { llavaVideo } from './llava-video/format.ts';
import { llc } from './llc/format.ts';
import { sharegpt } from './sharegpt/format.ts';
import { sharegpt4video } from './sharegpt4video/format.ts';
import { msrvtt } from './msrvtt/format.ts';
import { msvd } from './msvd/format.ts';
import { vatex } from './vatex/format.ts';
import { activitynetCaptions } from './activitynet-captions/format.ts';
import { cocoCaptions } from './coco-captions/format.ts';
import { webvidCsv } from './webvid-csv/format.ts';
import { nextqa } from './nextqa/format.ts';
import { sidecarTxt } from './sidecar-txt/format.ts';
import { srt } from './srt/format.ts';
import { tgifQa } from './tgif-qa/format.ts';
import { tsv } from './tsv/format.ts';
import { valley } from './valley/format.ts';
import { videochatgptInstruct } from './videochatgpt-instruct/format.ts';
import { videochatgptPredictions } from './videochatgpt-predictions/format.ts';
import { videochatgptBenchmark } from './videochatgpt-benchmark/format.ts';
import { videochatgptQa } from './videochatgpt-qa/format.ts';
import { vtt } from './vtt/format.ts';
import { webdataset } from './webdataset/format.ts';
import { xAnylabeling } from './x-anylabeling/format.ts';
import { cvatXml } from './cvat-xml/format.ts';
import { labelStudio } from './label-studio/format.ts';
import { fiftyone } from './fiftyone/format.ts';

export const FORMATS: readonly Format[] = [
  jsonl,
  csv,
  tsv,
  sidecarTxt,
  srt,
  vtt,
  llc,
  msrvtt,
  msvd,
  vatex,
  activitynetCaptions,
  cocoCaptions,
  webvidCsv,
  nextqa,
  tgifQa,
  videochatgptQa,
  hfFolder,
  hfParquet,
  webdataset,
  cvatXml,
  labelStudio,
  fiftyone,
  xAnylabeling,
  llavaVideo,
  sharegpt,
  sharegpt4video,
  valley,
  videochatgptInstruct,
  videochatgptPredictions,
  videochatgptBenchmark,
];

/** Throws `dataset-format-unknown`. */
export function formatNamed(name: string): Format {
  const format = FORMATS.find((one) => one.name === name);
  if (!format)
    throw new ProblemError({ code: 'dataset-format-unknown', format: name, known: FORMATS.map((one) => one.name) });
  return format;
}

/** With every default filled in. Throws `dataset-option-wrong`. */
export function optionsOf(format: Format, given: Options): Options {
  const { data, error } = format.options.safeParse(given);
  if (data) return data;
  const [issue] = error.issues;
  const option = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
  throw new ProblemError({ code: 'dataset-option-wrong', format: format.name, option, cause: issue?.message ?? '' });
}
