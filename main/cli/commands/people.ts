/** `panda people`: who works on a project, and who works on this machine. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import {
  addPerson,
  becomePerson,
  changePerson,
  listPeople,
  openProject,
  personHereIn,
  readPersonHere,
  ROLES,
  writePersonHere,
} from '../../services/index.ts';
import type { Role } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';
import { printable } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { tableText } from '../wording.ts';

interface PeopleOptions extends JsonOption {
  readonly project?: string;
  readonly role?: Role;
  readonly name?: string;
}

export function addPeople(program: Command, end: (code: number) => void): void {
  const people = program.command('people').description('Who works on a project, and who works on this machine.');
  const project = '--project <file.panda>';
  const role = (): Option => new Option('--role <role>', 'what the person does').choices([...ROLES]);
  people
    .command('list', { isDefault: true })
    .description('list the people of a project (what `panda people` does)')
    .option(project, 'the project; without one, who works on this machine')
    .option('--json', 'as one JSON object on standard output')
    .action((options: PeopleOptions) => end(list(options)));
  people
    .command('add')
    .description('add a person to a project')
    .argument('<name>', 'what they are called', personName)
    .requiredOption(project, 'the project')
    .addOption(role().default('annotator'))
    .option('--json', 'as one JSON object on standard output')
    .action((name: string, options: PeopleOptions) => {
      using store = openProject(options.project ?? '');
      const person = addPerson(store, name, options.role ?? 'annotator');
      tell(options, person, [`${person.name} is ${person.role} in this project (${person.id}).`]);
      end(EXIT.done);
    });
  people
    .command('set')
    .description('give a person of a project another name or role')
    .argument('<name>', 'what they are called now, or their id')
    .requiredOption(project, 'the project')
    .addOption(role())
    .option('--name <name>', 'what they are called from now on', personName)
    .option('--json', 'as one JSON object on standard output')
    .action((name: string, options: PeopleOptions) => {
      if (options.name === undefined && options.role === undefined) throw new UsageError('Give a --name or a --role.');
      using store = openProject(options.project ?? '');
      const person = changePerson(store, name, { name: options.name, role: options.role });
      tell(options, person, [`${person.name} is ${person.role} in this project.`]);
      end(EXIT.done);
    });
  people
    .command('me')
    .description('say who works on this machine')
    .argument('[name]', 'with --project, the person of it that you are; without, what you are called', personName)
    .option(project, 'the project')
    .option('--json', 'as one JSON object on standard output')
    .action((name: string | undefined, options: PeopleOptions) => end(me(name, options)));
}

function list(options: PeopleOptions): number {
  if (options.project === undefined) return me(undefined, options);
  using store = openProject(options.project, { readOnly: true });
  const all = listPeople(store);
  const here = readPersonHere();
  if (options.json) tell(options, { people: all, me: here.id }, []);
  else
    process.stdout.write(
      tableText([
        ['name', 'role', 'id', ''],
        ...all.map(({ id, name, role }) => [printable(name), role, id, id === here.id ? 'you' : '']),
      ]),
    );
  return EXIT.done;
}

function me(name: string | undefined, options: PeopleOptions): number {
  const person = name === undefined ? whoIAm(options) : become(name, options);
  tell(options, person, [`You are ${person.name} (${person.id}).`]);
  return EXIT.done;
}

function whoIAm({ project }: PeopleOptions): { readonly id: string; readonly name: string } {
  if (project === undefined) return readPersonHere();
  using store = openProject(project, { readOnly: true });
  return personHereIn(store);
}

function become(name: string, { project }: PeopleOptions): { readonly id: string; readonly name: string } {
  if (project === undefined) {
    const person = { ...readPersonHere(), name };
    writePersonHere(person);
    return person;
  }
  using store = openProject(project, { readOnly: true });
  return becomePerson(store, name);
}

function personName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is a name.');
  return text.trim();
}
