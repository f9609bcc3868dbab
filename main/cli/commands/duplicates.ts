/** `panda duplicates`: videos of a project that show nearly the same. */
import type { Command } from 'commander';
import { findDuplicates, findFfmpeg, openProject, sentence } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { openUsualPreviews } from '../previews.ts';
import { stopOnSignals } from '../stop.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { openProgress } from '../terminal.ts';
import { countText } from '../wording.ts';

interface DuplicatesOptions extends JsonOption {
  readonly project: string;
}

export function addDuplicates(program: Command, end: (code: number) => void): void {
  program
    .command('duplicates')
    .description('List videos that show nearly the same: copies of another size, encoding, rate or name.')
    .requiredOption('--project <file.panda>', 'the project')
    .option('--json', 'the groups as one JSON object on standard output')
    .action(async (options: DuplicatesOptions) => end(await run(options)));
}

async function run(options: DuplicatesOptions): Promise<number> {
  using stop = stopOnSignals();
  using store = openProject(options.project, { readOnly: true });
  const ffmpeg = await findFfmpeg();
  await using previews = openUsualPreviews(ffmpeg);
  using progress = openProgress(process.stderr);
  try {
    const { groups, unread } = await findDuplicates({
      ...{ store, previews, signal: stop.signal },
      onProgress: ({ looked, videos }) => progress.show(`${looked} of ${countText(videos, 'video')} compared`),
    });
    progress[Symbol.dispose]();
    const named = groups.map((group) => group.map((id) => store.get('video', id)?.path ?? id));
    const problems = unread.map(({ problem }) => problem);
    tell(options, { groups: named, problems }, [
      ...(named.length === 0 ? ['No two videos show nearly the same.'] : []),
      ...named.flatMap((group, at) => [
        `Group ${at + 1}: ${countText(group.length, 'video')}`,
        ...group.map((path) => `  ${path}`),
      ]),
      ...problems.map((problem) => `not compared: ${sentence(problem)}`),
    ]);
    return EXIT.done;
  } catch (error) {
    if (stop.signal.aborted) return stop.exitCode();
    throw error;
  }
}
