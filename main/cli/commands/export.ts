/** `panda export`: a project's texts as a data set that other programs load, read back before it stands. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import {
  DECIDED,
  diffSince,
  exportTexts,
  findFfmpeg,
  listFormats,
  MEDIA_MODES,
  openProject,
  ProblemError,
  readOlderExport,
  STATUSES,
} from '../../services/index.ts';
import type {
  DatasetDiff,
  ExportReport,
  FormatDescription,
  LeftOut,
  MediaMode,
  SplitChoice,
  Status,
} from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { formatOptions, optionList } from '../format-options.ts';
import { wholeNumber } from '../options.ts';
import { openUsualPreviews } from '../previews.ts';
import { stopOnSignals } from '../stop.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { openProgress } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { countText, tableText } from '../wording.ts';

interface ExportOptions extends JsonOption {
  readonly project?: string;
  readonly format?: string;
  readonly out?: string;
  readonly beside?: true;
  readonly overwrite?: true;
  readonly only?: string;
  readonly status: readonly Status[];
  readonly track?: readonly string[];
  readonly set: readonly string[];
  readonly formats?: true;
  readonly diff?: string;
  readonly media?: MediaMode;
  readonly split?: string;
  readonly seed: number;
  readonly by: string;
  readonly license?: string;
  readonly url?: string;
  readonly published?: string;
}

export function addExport(program: Command, end: (code: number) => void): void {
  program
    .command('export')
    .description('Write the texts of a project as a data set, and check it as its consumer reads it.')
    .option('--project <file.panda>', 'the project')
    .option('--format <name>', 'which format (--formats lists them)')
    .option('--out <folder>', 'where to write it; an earlier export there is replaced')
    .option('--beside', 'a file beside each video, for formats that have one for each')
    .option('--overwrite', 'with --beside: replace files that say something else')
    .option('--only <query>', 'only what `panda search` finds for this query')
    .option('--status <list>', `which texts, of ${STATUSES.join(', ')}`, statusList, DECIDED)
    .option('--track <list>', 'captions of these tracks alone', nameList)
    .addOption(new Option('--media <how>', 'the videos themselves: clip cuts out the segments').choices(MEDIA_MODES))
    .option('--split <shares>', 'in folders: 80/10/10 for train, validation, test; 90/10 for train, test')
    .option('--seed <number>', 'of the split: another one, another split', wholeNumber, 1)
    .option('--by <what>', 'what stays in one split: source, folder, or a field as msrvtt.category', 'source')
    .option('--set <option=value>', 'an option of the format; may be given again', optionList, [])
    .option('--license <name|address>', 'for its card and Croissant: CC-BY-4.0, or where the licence is')
    .option('--url <address>', 'for its card and Croissant: where it is to be found')
    .option('--published <day>', 'for its card and Croissant: as 2026-11-21')
    .option('--diff <folder>', 'say what changed since an older export, which may be the one that is replaced')
    .option('--formats', 'list the formats and their options')
    .option('--json', 'the report as one JSON object on standard output')
    .action(async (options: ExportOptions) => end(await run(options)));
}

async function run(options: ExportOptions): Promise<number> {
  if (options.formats) {
    tell(options, { formats: listFormats() }, [formatsText(listFormats())]);
    return EXIT.done;
  }
  const { project, format, out, beside } = options;
  if (project === undefined || format === undefined) throw new UsageError('Name --project and --format.');
  if (out === undefined && !beside) throw new UsageError('Name the folder to write to: --out FOLDER, or --beside.');
  using stop = stopOnSignals();
  using store = openProject(project, { readOnly: true });
  using progress = openProgress(process.stderr);
  let previews: ReturnType<typeof openUsualPreviews> | undefined;
  try {
    if (options.diff !== undefined && out === undefined)
      throw new UsageError('Name the folder to compare: --out FOLDER.');
    const { signal } = stop;
    const older = options.diff === undefined ? null : await readOlderExport(options.diff, { format, signal });
    const report = await exportTexts({
      store,
      format,
      out: out ?? null,
      beside: beside === true,
      overwrite: options.overwrite === true,
      only: options.only ?? null,
      statuses: options.status,
      tracks: options.track ?? null,
      options: formatOptions(format, options.set),
      signal,
      media: options.media ?? null,
      split: options.split === undefined ? null : { shares: options.split, seed: options.seed, by: options.by },
      about: { license: options.license ?? null, url: options.url ?? null, published: options.published ?? null },
      tools: async () => {
        const ffmpeg = await findFfmpeg();
        previews ??= openUsualPreviews(ffmpeg);
        return { ffmpeg, previews };
      },
      onProgress: ({ phase, done }) => {
        if (phase === 'comparing') progress.show(`${countText(done, 'video')} compared`);
        else if (done % 1000 === 0)
          progress.show(`${countText(done, 'text')} ${phase === 'writing' ? 'written' : 'checked'}`);
      },
    });
    const diff = older === null || out === undefined ? null : await diffSince(older, out, signal);
    progress[Symbol.dispose]();
    tell(options, diff === null ? report : { ...report, diff }, [
      ...reportLines(report, out ?? null),
      ...unknownFacts(report.leftOut, project),
      ...(diff === null ? [] : diffLines(diff)),
    ]);
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    if (error instanceof ProblemError && error.problem.code === 'dataset-empty')
      for (const line of unknownFacts(error.problem.reasons, project)) progress.note(line);
    throw error;
  } finally {
    await previews?.[Symbol.asyncDispose]();
  }
}

function reportLines(
  { counts, checked, files, leftOut, manifest, splits }: ExportReport,
  out: string | null,
): string[] {
  const parts = [
    ...(counts.captions > 0 ? [countText(counts.captions, 'caption')] : []),
    ...(counts.questions > 0 ? [countText(counts.questions, 'question')] : []),
  ];
  return [
    `${parts.join(' and ')} of ${countText(counts.videos, 'video')} written${out === null ? ' beside the videos' : ` to ${out}`}, ${countText(files.length, 'file')}.`,
    ...splits.map(({ name, records }) => `  ${name}: ${countText(records, 'text')}`),
    ...checked.map(({ says, checked: times }) => `  ok  ${says} (${countText(times, 'time')})`),
    ...leftOut.flatMap(({ count, says, examples }) => [
      `${countText(count, 'text')} left out: ${says}`,
      ...examples.map((example) => `  ${example}`),
    ]),
    ...(manifest === null ? ['No dataset.json, because no folder was named: --out FOLDER has it there.'] : []),
  ];
}

/** What a look at the videos would find out. */
function unknownFacts(leftOut: readonly Pick<LeftOut, 'reason'>[], project: string): string[] {
  const isUnknown = leftOut.some(({ reason }) => ['no-frame-rate', 'no-frame-size', 'no-duration'].includes(reason));
  return isUnknown
    ? [`\`panda project scan ${project}\` looks at the videos and finds out what is not known of them.`]
    : [];
}

function diffLines({ same, split, moved, ...differing }: DatasetDiff): string[] {
  return [
    `Since the older export: ${countText(same, 'text')} the same.`,
    ...Object.entries(differing).flatMap(([what, { count, examples }]) =>
      count === 0 ? [] : [`${countText(count, 'text')} ${what}`, ...examples.map((example) => `  ${example}`)],
    ),
    ...(split === null ? [] : [`It was ${splitText(split.before)}, and is ${splitText(split.now)}.`]),
    ...moved.map(
      ({ count, example, from, to }) =>
        `${countText(count, 'text')} moved from ${from} to ${to}, one of them ${example}`,
    ),
  ];
}

function splitText(split: SplitChoice | null): string {
  return split === null ? 'whole' : `split ${split.shares} with seed ${split.seed} by ${split.by}`;
}

function formatsText(formats: readonly FormatDescription[]): string {
  const rows = formats.flatMap(({ name, says, options }) => [
    [name, says],
    ...options.map((option) => [
      '',
      `--set ${option.name}=${option.values.join('|') || (option.type === 'yes-no' ? 'yes|no' : String(option.default))}: ${option.says}`,
    ]),
  ]);
  return tableText(rows).trimEnd();
}

function statusList(text: string): Status[] {
  return nameList(text).map((name) => {
    const status = STATUSES.find((one) => one === name);
    if (status === undefined) throw new InvalidArgumentError(`There is no status ${name}.`);
    return status;
  });
}

function nameList(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}
