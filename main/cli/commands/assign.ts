/** `panda assign`: gives items to people. */
import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import { actorIn, assignItems, findPerson, openProject, wantedItems } from '../../services/index.ts';
import type { Assigned } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { countText } from '../wording.ts';

interface AssignOptions extends JsonOption {
  readonly project: string;
  readonly to: readonly string[];
  readonly share: number;
  readonly blind?: true;
}

export function addAssign(program: Command, end: (code: number) => void): void {
  program
    .command('assign')
    .description('Give captions and questions to people, in turn where several are named.')
    .argument('[query]', 'which ones (default: all)')
    .requiredOption('--project <file.panda>', 'the project')
    .requiredOption('--to <name>', 'to whom; give it once for each', (name: string, before?: string[]) => [
      ...(before ?? []),
      name,
    ])
    .option('--share <share>', 'only this share of them, 0 to 1; the same share is always the same ones', share, 1)
    .option('--blind', 'to a second person, who sees neither suggestion nor response: for agreement')
    .option('--json', 'the result as one JSON object on standard output')
    .action((query: string | undefined, options: AssignOptions) => {
      using store = openProject(options.project);
      const assigned = assignItems(store, {
        items: wantedItems(store, query ?? ''),
        to: options.to.map((name) => findPerson(store, name)),
        blind: options.blind === true,
        share: options.share,
        actor: actorIn(store),
      });
      tell(options, assigned, textOf(assigned));
      end(EXIT.done);
    });
}

function textOf({ people, already, left }: Assigned): string[] {
  const items = (count: number): string => countText(count, 'caption or question', 'captions and questions');
  return [
    ...people.map(({ person, items: count }) => `${items(count)} to ${person.name}.`),
    ...(already > 0 ? [`${items(already)} had somebody already.`] : []),
    ...(left > 0 ? [`${items(left)} left: everybody named has seen them.`] : []),
  ];
}

function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('It is a number above 0 and at most 1.');
  return value;
}
