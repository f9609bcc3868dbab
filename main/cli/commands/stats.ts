/** `panda stats`: how far the work is, what help the model was, how good it all is. */
import type { Command } from 'commander';
import { openProject, readStats } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { statsText } from '../stats/text.ts';
import { openProgress } from '../terminal.ts';
import { countText } from '../wording.ts';

interface StatsOptions {
  readonly project: string;
  readonly only?: string;
  readonly json?: true;
}

export function addStats(program: Command, end: (code: number) => void): void {
  program
    .command('stats')
    .description('Count and measure a project: status, acceptance, effort, time, agreement, coverage, balance.')
    .requiredOption('--project <file.panda>', 'the project')
    .option('--only <query>', 'only what `panda search` finds for this query')
    .option('--json', 'as one JSON object on standard output (docs/panda-stats.md)')
    .action(({ project, only, json }: StatsOptions) => {
      using store = openProject(project, { readOnly: true });
      const report = watched((watching) => readStats(store, { only: only ?? null, ...watching }));
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : statsText(report));
      end(EXIT.done);
    });
}

/** A million texts take half a minute: who sits at a terminal sees that it goes on. */
function watched<Result>(work: (watching: { readonly onProgress?: (videos: number) => void }) => Result): Result {
  if (!process.stderr.isTTY) return work({});
  using progress = openProgress(process.stderr);
  return work({ onProgress: (videos) => progress.show(`${countText(videos, 'video')} measured`) });
}
