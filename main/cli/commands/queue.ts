/** `panda queue`: what waits for a person, the greatest doubt first. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { findPerson, openProject, personHereIn, QUEUES, readQueue } from '../../services/index.ts';
import type { QueueName } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { positiveWholeNumber } from '../options.ts';
import { QUERY_HELP } from '../query-help.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { itemLines, itemsText } from './search.ts';

interface QueueOptions extends JsonOption {
  readonly project: string;
  readonly queue: QueueName;
  readonly person?: string;
  readonly limit: number;
}

export function addQueue(program: Command, end: (code: number) => void): void {
  program
    .command('queue')
    .description('Show what waits for you: captions and questions to decide on, the greatest doubt first.')
    .argument('[query...]', 'only what this search finds, in single quotes')
    .requiredOption('--project <file.panda>', 'the project')
    .addOption(
      new Option('--queue <queue>', 'to decide on, to answer blind as the second one, or to review')
        .choices(QUEUES)
        .default('decide'),
    )
    .option('--person <name>', 'whose queue (default: yours)')
    .option('--limit <n>', 'list no more than this; all are counted', positiveWholeNumber, 20)
    .option('--json', 'the result as one JSON object on standard output')
    .addHelpText('after', QUERY_HELP)
    .action((query: readonly string[], options: QueueOptions) => {
      using store = openProject(options.project, { readOnly: true });
      const person = options.person === undefined ? personHereIn(store) : findPerson(store, options.person);
      const { limit, queue } = options;
      const result = readQueue(store, { queue, personId: person.id, query: query.join(' '), limit });
      tell(options, result, [...itemLines(result.items), `${itemsText(result.count)} for ${person.name}`]);
      end(EXIT.done);
    });
}
