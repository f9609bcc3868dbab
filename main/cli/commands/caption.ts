/** `panda caption`: videos in, captions and answers out. */
import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { text as readText } from 'node:stream/consumers';
import {
  CAPTION_PROMPT,
  chooseModel,
  collectClips,
  findFfmpeg,
  openLedger,
  parseQuestions,
  parseWorkList,
  POLICIES,
  ProblemError,
  runBatch,
  RUN_POLICIES,
  Sidecars,
  startDrafter,
} from '../../services/index.ts';
import type { CollectedClips, Policy, RunPolicy } from '../../services/index.ts';
import { Option } from 'commander';
import { reportBatch } from '../batch-report.ts';
import { EXIT } from '../exit-code.ts';
import { addModelOptions, addWritingOptions, engineOf, positiveWholeNumber, samplingOf } from '../options.ts';
import type { ModelOptions, WritingOptions } from '../options.ts';
import { UsageError } from '../usage-error.ts';
import { stopOnSignals } from '../stop.ts';
import { captionProject } from './caption-project.ts';
import type { ProjectCaptionOptions } from './caption-project.ts';

interface CaptionOptions extends ModelOptions, WritingOptions {
  readonly list?: string;
  readonly prompt: string;
  readonly caption: boolean;
  readonly questions?: string;
  readonly out?: string;
  readonly sidecars?: string | true;
  readonly framesPng?: string;
  readonly policy: RunPolicy;
  readonly anyway?: true;
  readonly json?: true;
  readonly project?: string;
  readonly recipe?: string;
  readonly track: string;
  readonly only?: string;
  readonly limit?: number;
  readonly shuffle?: true;
}

/** What only a project knows, and what only files beside it do. */
const PROJECT_ONLY = ['recipe', 'track', 'only', 'limit', 'shuffle'] as const;
const FILES_ONLY = ['out', 'list', 'sidecars', 'framesPng'] as const;

export function addCaption(program: Command, end: (code: number) => void): void {
  const command = program
    .command('caption')
    .description('Caption videos, and ask each a bank of questions. Folders are gone through, in natural order.')
    .argument('[path...]', 'video files and folders')
    .option('--list <file>', 'a CSV or JSONL of path, from, to (seconds) and prompt; - reads it from standard input')
    .option('--prompt <text>', 'what to ask for the caption', CAPTION_PROMPT)
    .option('--no-caption', 'ask the questions only')
    .option(
      '--questions <file>',
      'ask each video these too: a question a line, or JSON(L) with id, question, form, choices',
    )
    .option('--out <file.jsonl>', 'append the records here; what it holds already is not done again')
    .option('--project <file.panda>', 'write into this project, made if it is not there; the videos are added to it')
    .option(
      '--recipe <name|file>',
      'with --project: what to generate (default: captions, or what --prompt and --questions ask)',
    )
    .option('--track <name>', "with --project and --prompt: the captions' track", 'caption')
    .option('--only <query>', 'with --project: the videos that this finds')
    .option(
      '--limit <n>',
      'with --project: at most so many videos that there is something to do about',
      positiveWholeNumber,
    )
    .option('--shuffle', 'with --project: in an order of chance, by --seed')
    .option('--sidecars [folder]', 'write each caption as a .txt beside its video, or in this folder')
    .option('--frames-png <folder>', 'write the pictures that the model saw')
    .addOption(
      new Option('--policy <policy>', 'what to do with what is held already (overwrite and fill: with --project)')
        .choices([...RUN_POLICIES])
        .default('skip'),
    )
    .option('--anyway', 'write also about videos of a kind that the model does not know')
    .option('--json', 'report each event as a line of JSON on standard output');
  addWritingOptions(addModelOptions(command));
  command.action(async (paths: string[], options: CaptionOptions) => {
    const isGiven = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
    const { project } = options;
    checkTogether(options, isGiven);
    const work =
      project === undefined
        ? () => caption(paths, options)
        : () => captionProject(paths, { ...projectOptionsOf(options, isGiven), project });
    end(await explained(work, options));
  });
}

/** Whoever reads events hears on the same line why there will be none. */
async function explained(work: () => Promise<number>, options: CaptionOptions): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (options.json && error instanceof ProblemError) {
      const { problem, message } = error;
      process.stdout.write(`${JSON.stringify({ event: 'problem', problem, message })}\n`);
    }
    throw error;
  }
}

async function caption(paths: readonly string[], options: CaptionOptions): Promise<number> {
  checkUsage(paths, options);
  using stop = stopOnSignals();
  const { clips, problems } = await clipsOf(paths, options);
  const [model, ffmpeg] = await Promise.all([chooseModel(options.model), findFfmpeg({ setting: options.ffmpeg })]);
  await using ledger = options.out === undefined ? null : await openLedger(options.out);
  await using drafter = startDrafter({ model, ffmpeg, ...engineOf(options) });
  const sidecars =
    options.sidecars === undefined ? null : new Sidecars(options.sidecars === true ? null : options.sidecars);
  const plan = {
    drafter,
    clips,
    problems,
    sampling: samplingOf(options),
    ledger,
    sidecars,
    framesFolder: options.framesPng ?? null,
    policy: options.policy as Policy, // checked with what else goes together
    anyway: options.anyway === true,
  };
  const ended = await reportBatch(runBatch(plan, stop.signal), {
    asJson: options.json === true,
    printsTexts: ledger === null && sidecars === null,
    goesOn: ledger !== null || sidecars !== null,
    kept: options.out ?? null,
  });
  if (ended.stopped) return stop.exitCode();
  return ended.failed > 0 ? EXIT.someFailed : EXIT.done;
}

type IsGiven = (option: string) => boolean;

function checkTogether(options: CaptionOptions, isGiven: IsGiven): void {
  const { policy, project } = options;
  const asked = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const [wrong] = (project === undefined ? PROJECT_ONLY : FILES_ONLY).filter(isGiven);
  if (wrong !== undefined) {
    throw new UsageError(
      project === undefined
        ? `${asked(wrong)} is of a project: name one with --project FILE.`
        : `${asked(wrong)} and --project do not go together: a project is exported with panda export.`,
    );
  }
  if (project === undefined && !(POLICIES as readonly string[]).includes(policy)) {
    throw new UsageError(`--policy ${policy} is of a project: name one with --project FILE.`);
  }
  if (options.recipe !== undefined && (isGiven('prompt') || isGiven('questions') || !options.caption)) {
    throw new UsageError('A --recipe says itself what to ask: leave out --prompt, --questions and --no-caption.');
  }
  if (!options.caption && options.questions === undefined) {
    throw new UsageError('Without a caption, --questions is needed.');
  }
}

function projectOptionsOf(
  { prompt, ...options }: CaptionOptions,
  isGiven: IsGiven,
): Omit<ProjectCaptionOptions, 'project'> {
  return { ...options, ...(isGiven('prompt') && { prompt }), maxTokensGiven: isGiven('maxTokens') };
}

function checkUsage(paths: readonly string[], { list, sidecars }: CaptionOptions): void {
  if (paths.length === 0 && list === undefined) {
    const swallowed =
      typeof sidecars === 'string' ? ` (--sidecars took ${sidecars} for its folder: name the videos before it)` : '';
    throw new UsageError(`Name a video, a folder or a --list${swallowed}.`);
  }
}

async function clipsOf(paths: readonly string[], options: CaptionOptions): Promise<CollectedClips> {
  const listed =
    options.list === undefined ? [] : parseWorkList(await readNamed(options.list, 'list-unreadable'), options.list);
  const questions =
    options.questions === undefined
      ? []
      : parseQuestions(await readNamed(options.questions, 'questions-unreadable'), options.questions);
  return collectClips({ named: paths, listed, prompt: options.caption ? options.prompt : null, questions });
}

async function readNamed(path: string, code: 'list-unreadable' | 'questions-unreadable'): Promise<string> {
  try {
    return path === '-' ? await readText(process.stdin) : await readFile(path, 'utf8');
  } catch (error) {
    throw new ProblemError({ code, path, line: null, cause: (error as Error).message });
  }
}
