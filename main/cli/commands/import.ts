/** `panda import`: a data set, or the files beside the videos, brought into a project in one step. */
import { Option } from 'commander';
import type { Command } from 'commander';
import {
  actorIn,
  IMPORTS_AS,
  importTexts,
  MATCHES,
  openProject,
  personHereIn,
  sentence,
  sourcesOf,
} from '../../services/index.ts';
import type { ImportAs, ImportReport, MatchBy } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { formatOptions, optionList } from '../format-options.ts';
import { stopOnSignals } from '../stop.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { openProgress } from '../terminal.ts';
import { countText } from '../wording.ts';

interface ImportOptions extends JsonOption {
  readonly project: string;
  readonly format?: string;
  readonly by: MatchBy;
  readonly as?: ImportAs;
  readonly track: string;
  readonly tier: string;
  readonly overwrite?: true;
  readonly encoding?: string;
  readonly set: readonly string[];
  readonly dryRun?: true;
}

export function addImport(program: Command, end: (code: number) => void): void {
  program
    .command('import')
    .description(
      'Bring a data set into a project, or the texts that lie beside its videos: one step, which undo takes back.',
    )
    .argument('[path...]', "files or folders (default: the folders of the project's videos)")
    .requiredOption('--project <file.panda>', 'the project')
    .option('--format <name>', 'which format (default: told by what is there; `panda export --formats` lists them)')
    .option('--dry-run', 'say what would be written, and write nothing')
    .addOption(new Option('--by <what>', 'how videos are matched').choices(MATCHES).default('auto'))
    .addOption(
      new Option('--as <what>', 'a person said it, a model did, or as the records say where they do').choices(
        IMPORTS_AS,
      ),
    )
    .option('--track <name>', 'of captions that name no track', 'caption')
    .option('--tier <name>', 'of segments that name no tier', 'import')
    .option('--overwrite', 'also where a person has decided otherwise')
    .option('--encoding <name>', 'of text files (default: found out)')
    .option('--set <option=value>', 'an option of the format; may be given again', optionList, [])
    .option('--json', 'the report as one JSON object on standard output')
    .action(async (paths: string[], options: ImportOptions) => end(await run(paths, options)));
}

async function run(paths: readonly string[], options: ImportOptions): Promise<number> {
  using stop = stopOnSignals();
  const dryRun = options.dryRun === true;
  using store = openProject(options.project, { readOnly: dryRun });
  const sources = await sourcesOf(store, { paths, format: options.format ?? null });
  using progress = openProgress(process.stderr);
  try {
    const report = await importTexts({
      store,
      sources,
      by: options.by,
      as: options.as ?? null,
      track: options.track,
      tier: options.tier,
      overwrite: options.overwrite === true,
      encoding: options.encoding ?? null,
      options: formatOptions(options.format ?? '', options.set),
      personId: dryRun ? personHereIn(store).id : actorIn(store).personId,
      dryRun,
      signal: stop.signal,
      onProgress: (records) => {
        if (records % 1000 === 0) progress.show(`${countText(records, 'text')} read`);
      },
    });
    progress[Symbol.dispose]();
    tell(options, report, reportLines(report, options));
    return report.problems.count + report.unmatched.count > 0 ? EXIT.someFailed : EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    throw error;
  }
}

function reportLines(report: ImportReport, { dryRun, project }: ImportOptions): string[] {
  const { matched, newSegments, outcomes, problems, records, step, unmatched, videos } = report;
  const would = dryRun ? ' would be' : '';
  const lines = [`${matched} of ${countText(records, 'text')} found their video (${countText(videos, 'video')}).`];
  if (outcomes.new > 0) lines.push(`  ${outcomes.new} new${would === '' ? '' : ', would be added'}`);
  if (outcomes.changed > 0) lines.push(`  ${outcomes.changed} there already,${would} changed`);
  if (outcomes.same > 0) lines.push(`  ${outcomes.same} there already, the same`);
  if (outcomes.kept > 0)
    lines.push(`  ${outcomes.kept} decided otherwise by a person, left (--overwrite replaces them)`);
  if (newSegments > 0) lines.push(`  ${countText(newSegments, 'new segment')}`);
  if (unmatched.count > 0) lines.push(`${countText(unmatched.count, 'text')} without their video:`);
  lines.push(
    ...unmatched.examples.map(({ video, why, path, line }) => `  ${video} (${placeText(path, line)}): ${WHY[why]}`),
  );
  lines.push(...more(unmatched));
  if (problems.count > 0) lines.push(`${countText(problems.count, 'part')} could not be read:`);
  lines.push(...problems.examples.map((problem) => `  ${sentence(problem)}`), ...more(problems));
  if (dryRun) lines.push('Nothing was written: the same command without --dry-run does it.');
  else if (step === null) lines.push('Nothing had to be written.');
  else lines.push(`Written as one step: \`panda undo --project ${project}\` takes it back.`);
  return lines;
}

const WHY = {
  'no-video': 'no video of the project has this name',
  'several-videos': 'several videos of the project have this name',
} as const;

function placeText(path: string, line: number | null): string {
  return line === null ? path : `${path}, line ${line}`;
}

function more({ count, examples }: { readonly count: number; readonly examples: readonly unknown[] }): string[] {
  return count > examples.length ? [`  and ${count - examples.length} more`] : [];
}
