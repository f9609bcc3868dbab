/** `panda replace`: changes many texts at once; shows what would become of them unless it is told to do it. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { actorIn, openProject, personHereIn, previewReplace, queryOf, replaceTexts } from '../../services/index.ts';
import type { ReplacePreview, TextChange } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { positiveWholeNumber } from '../options.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { UsageError } from '../usage-error.ts';
import { countText } from '../wording.ts';

interface ReplaceOptions extends JsonOption {
  readonly project: string;
  readonly only: string;
  readonly find?: string;
  readonly pattern?: string;
  readonly with?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly show: number;
  readonly apply?: true;
}

export function addReplace(program: Command, end: (code: number) => void): void {
  program
    .command('replace')
    .description(
      'Change many texts at once. Shows what would change; --apply does it, in one step that undo takes back.',
    )
    .requiredOption('--project <file.panda>', 'the project')
    .requiredOption('--only <query>', "which texts, as `panda search` finds them; '' for all")
    .addOption(new Option('--find <text>', 'replace this text').conflicts('pattern'))
    .option('--pattern <regex>', 'replace what this regular expression of JavaScript finds')
    .option('--with <text>', 'by this; $1 or $<name> stand for groups of --pattern')
    .option('--prefix <text>', 'put this before each text that does not begin so')
    .option('--suffix <text>', 'put this behind each text that does not end so')
    .option('--show <n>', 'show so many of the changes', positiveWholeNumber, 10)
    .option('--apply', 'do it')
    .option('--json', 'the result as one JSON object on standard output')
    .action((options: ReplaceOptions) => {
      const change = changeOf(options);
      using store = openProject(options.project, { readOnly: options.apply !== true });
      const actor = options.apply ? actorIn(store) : { personId: personHereIn(store).id, model: null, runId: null };
      const plan = { query: queryOf(options.only), change, actor };
      const preview = previewReplace(store, plan, { show: options.show });
      const step = options.apply ? (replaceTexts(store, plan) ?? null) : null;
      tell(options, { ...preview, applied: options.apply === true, step }, linesOf(preview, options));
      end(EXIT.done);
    });
}

function changeOf({ find, pattern, prefix, suffix, with: by }: ReplaceOptions): TextChange {
  const what = find ?? pattern;
  if (what === undefined && by !== undefined) throw new UsageError('--with goes with --find or --pattern.');
  if (what === undefined && prefix === undefined && suffix === undefined) {
    throw new UsageError('Say what is to change: --find or --pattern with --with, --prefix or --suffix.');
  }
  if (what === '') throw new UsageError('What is to be found is empty.');
  if (what !== undefined && by === undefined)
    throw new UsageError("Say what comes in its place: --with (--with '' leaves it out).");
  return {
    find: what === undefined ? null : { kind: find === undefined ? 'pattern' : 'text', what, with: by ?? '' },
    prefix: prefix ?? null,
    suffix: suffix ?? null,
  };
}

function linesOf(preview: ReplacePreview, { apply }: ReplaceOptions): string[] {
  const { blind, changed, decidedAgainst, emptied, shown, suggestions, texts } = preview;
  const left = (count: number, why: string): string[] =>
    count > 0 ? [`${countText(count, 'text')} left: ${why}.`] : [];
  return [
    ...shown.flatMap(({ after, before, videoName }) => [`${videoName}`, `  - ${before}`, `  + ${after}`]),
    ...(changed > shown.length && shown.length > 0 ? [`... and ${changed - shown.length} more`] : []),
    `${changed} of ${countText(texts, 'text')} ${apply ? 'changed' : 'would change'}.`,
    ...(suggestions > 0
      ? [
          `${countText(suggestions, 'is a suggestion that becomes', 'are suggestions that become')} texts being edited, not decided.`,
        ]
      : []),
    ...left(decidedAgainst, 'rejected or skipped'),
    ...left(emptied, 'nothing would be left of it'),
    ...left(blind, 'yours to answer blind'),
    ...(apply ? [] : changed > 0 ? ['Nothing was changed. --apply does it.'] : []),
  ];
}
