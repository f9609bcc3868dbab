/** `panda export`: a project's texts as a data set that other programs load, read back before it stands. */
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { DECIDED, exportTexts, listFormats, openProject, STATUSES } from '../../services/index.ts';
import type { ExportReport, FormatDescription, Status } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { formatOptions, optionList } from '../format-options.ts';
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
    .option('--set <option=value>', 'an option of the format; may be given again', optionList, [])
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
  try {
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
      signal: stop.signal,
      onProgress: ({ phase, records }) => {
        if (records % 1000 === 0)
          progress.show(`${countText(records, 'text')} ${phase === 'writing' ? 'written' : 'checked'}`);
      },
    });
    progress[Symbol.dispose]();
    tell(options, report, reportLines(report, out ?? null));
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    throw error;
  }
}

function reportLines({ counts, checked, files, leftOut, manifest }: ExportReport, out: string | null): string[] {
  const parts = [
    ...(counts.captions > 0 ? [countText(counts.captions, 'caption')] : []),
    ...(counts.questions > 0 ? [countText(counts.questions, 'question')] : []),
  ];
  return [
    `${parts.join(' and ')} of ${countText(counts.videos, 'video')} written${out === null ? ' beside the videos' : ` to ${out}`}, ${countText(files.length, 'file')}.`,
    ...checked.map(({ says, checked: times }) => `  ok  ${says} (${countText(times, 'time')})`),
    ...leftOut.flatMap(({ count, says, examples }) => [
      `${countText(count, 'text')} left out: ${says}`,
      ...examples.map((example) => `  ${example}`),
    ]),
    ...(manifest === null ? ['No dataset.json, because no folder was named: --out FOLDER has it there.'] : []),
  ];
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
