/** `panda evaluate`: a benchmark answered by a model, and scored. */
import type { Command } from 'commander';
import { basename, join } from 'node:path';
import {
  chooseModel,
  completionsUrl,
  evaluate,
  findFfmpeg,
  readBenchmark,
  readJudgePrompts,
  sentence,
  startDrafter,
  videosBelow,
} from '../../services/index.ts';
import type { BatchEvent, EvaluationEvent, EvaluationResult, JudgeEndpoint } from '../../services/index.ts';
import { reportBatch } from '../batch-report.ts';
import { resultLines } from '../evaluation-text.ts';
import { EXIT } from '../exit-code.ts';
import { formatOptions, optionList } from '../format-options.ts';
import { addModelOptions, addWritingOptions, engineOf, positiveWholeNumber, samplingOf } from '../options.ts';
import type { ModelOptions, WritingOptions } from '../options.ts';
import { stopOnSignals } from '../stop.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { openProgress } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

interface EvaluateOptions extends ModelOptions, WritingOptions, JsonOption {
  readonly benchmark: readonly string[];
  readonly videos: string;
  readonly format?: string;
  readonly set: readonly string[];
  readonly out?: string;
  readonly judge?: string;
  readonly judgeModel?: string;
  readonly judgeKeyEnv?: string;
  readonly judgeAtOnce: number;
  readonly judgeTimeout: number;
  readonly prompts?: string;
}

/** Between the first two attempts; each next wait is twice as long. */
const FIRST_WAIT_MS = 1000;

export function addEvaluate(program: Command, end: (code: number) => void): void {
  const command = program
    .command('evaluate')
    .description('Answer a benchmark and score the answers; the same command again goes on where it stopped.')
    .requiredOption(
      '--benchmark <file...>',
      'test_q.json with its test_a.json, the generative benchmark, or another data set',
    )
    .requiredOption('--videos <folder>', 'where its videos are')
    .option('--format <name>', 'which format it has (default: told by the names; `panda export --formats` lists them)')
    .option('--set <option=value>', 'an option of the format; may be given again', optionList, [])
    .option('--out <folder>', 'where answers, predictions and scores go (default: evaluation-MODEL-BENCHMARK)')
    .option('--judge <url>', 'an OpenAI-compatible endpoint that judges the answers; without it nobody is asked')
    .option('--judge-model <name>', 'which model judges')
    .option('--judge-key-env <name>', 'the environment variable that holds the key for it')
    .option('--judge-at-once <n>', 'answers judged at the same time', positiveWholeNumber, 4)
    .option('--judge-timeout <seconds>', 'how long one judgement may take', positiveWholeNumber, 120)
    .option('--prompts <file.json>', "what the judge is asked, in place of the program's own prompts")
    .option('--json', 'the result as one JSON object on standard output');
  addWritingOptions(addModelOptions(command));
  command.action(async (options: EvaluateOptions) => end(await run(options)));
}

async function run(options: EvaluateOptions): Promise<number> {
  const endpoint = endpointOf(options);
  using stop = stopOnSignals();
  const { benchmark: paths, format = null, videos } = options;
  const benchmark = await readBenchmark({ paths, format, options: formatOptions(format ?? '', options.set) });
  for (const problem of benchmark.problems.slice(0, 20)) process.stderr.write(`warning: ${sentence(problem)}\n`);
  const prompts = await readJudgePrompts(options.prompts ?? null);
  const [model, ffmpeg] = await Promise.all([chooseModel(options.model), findFfmpeg({ setting: options.ffmpeg })]);
  const out = options.out ?? `evaluation-${model.manifest.id}-${nameOf(paths)}`;
  await using drafter = startDrafter({ model, ffmpeg, ...engineOf(options) });
  const find = await videosBelow(videos);
  const judge = endpoint && { endpoint, prompts, atOnce: options.judgeAtOnce, firstWaitMs: FIRST_WAIT_MS };
  const job = { benchmark, find, drafter, sampling: samplingOf(options), judge, out };
  const result = await reported(evaluate(job, stop.signal), join(out, 'answers.jsonl'));
  tell(options, result, resultLines(result, out));
  if (stop.signal.aborted) return stop.exitCode();
  const { notAnswered, noVideo } = result.unanswered;
  const unjudged = Object.values(result.judge?.scores ?? {}).some((score) => score.unjudged > 0);
  return notAnswered + noVideo > 0 || unjudged ? EXIT.someFailed : EXIT.done;
}

type Steps = AsyncGenerator<EvaluationEvent, EvaluationResult>;

async function reported(steps: Steps, kept: string): Promise<EvaluationResult> {
  let step = await steps.next();
  async function* answering(): AsyncGenerator<BatchEvent> {
    while (!step.done && step.value.phase === 'answering') {
      yield step.value.event;
      step = await steps.next();
    }
  }
  await reportBatch(answering(), { asJson: false, printsTexts: false, goesOn: true, kept });
  using progress = openProgress(process.stderr);
  while (!step.done) {
    if (step.value.phase === 'judging') {
      const { done, total, unjudged } = step.value;
      progress.show(`judged ${done}/${total}${unjudged > 0 ? `, ${unjudged} without a verdict` : ''}`);
    }
    step = await steps.next();
  }
  return step.value;
}

function endpointOf(options: EvaluateOptions): JudgeEndpoint | null {
  const { judge: url, judgeKeyEnv: keyName, judgeModel: model, judgeTimeout, prompts } = options;
  if (url === undefined) {
    if ([model, keyName, prompts].some((given) => given !== undefined)) {
      throw new UsageError('Without --judge URL nobody is asked: leave out what is said of a judge, or name one.');
    }
    return null;
  }
  if (model === undefined) throw new UsageError('Name the model that judges with --judge-model: scores depend on it.');
  const apiKey = keyName === undefined ? null : process.env[keyName];
  if (apiKey === undefined || apiKey === '') throw new UsageError(`The environment has no ${keyName ?? 'key'}.`);
  return { url: addressOf(url), model, apiKey, timeoutMs: judgeTimeout * 1000 };
}

/** Without a name and password in it, which would stand in every result. */
function addressOf(url: string): string {
  const address = URL.parse(url);
  if (!address || !/^https?:$/.test(address.protocol) || address.username !== '' || address.password !== '') {
    throw new UsageError('--judge is an address as http://localhost:8000/v1; a key is named with --judge-key-env.');
  }
  return completionsUrl(url);
}

function nameOf([first = 'benchmark']: readonly string[]): string {
  return basename(first).replace(/\.[^.]*$/, '');
}
