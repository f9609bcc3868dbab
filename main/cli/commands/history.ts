/** `panda history`: what became of a caption or question. */
import type { Command } from 'commander';
import { historiesOf, openProject } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { historyLines } from '../history-wording.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';

interface HistoryOptions extends JsonOption {
  readonly project: string;
}

export function addHistory(program: Command, end: (code: number) => void): void {
  program
    .command('history')
    .description('Show every text and change of a caption or question: by whom, when and with what.')
    .argument('<item>', 'its id, or the path of a video for all of its items')
    .requiredOption('--project <file.panda>', 'the project')
    .option('--json', 'as one JSON array on standard output')
    .action((item: string, { project, ...options }: HistoryOptions) => {
      using store = openProject(project, { readOnly: true });
      const histories = historiesOf(store, item);
      const lines = histories.flatMap((history, index) => [
        ...(index === 0 ? [] : ['']),
        ...historyLines(history, store.get('root', history.video.rootId)?.name ?? ''),
      ]);
      tell(options, histories, lines);
      end(EXIT.done);
    });
}
