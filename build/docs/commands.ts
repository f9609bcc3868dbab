/** The commands of `panda`, as the program itself has them. */
import type { Command } from 'commander';
import { makeProgram } from '../../main/cli/program.ts';
import { EXIT } from '../../main/cli/exit-code.ts';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { code, table } from './page.ts';
import type { Page } from './page.ts';

const MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: 'all is done',
  someFailed: 'some of it failed, and the rest is done',
  usage: 'it was asked in a way that has no meaning',
  cannotRun: 'it cannot run here, or not with these files',
  stopped: 'it was stopped',
};

export function commandsPage(): Page {
  const program = makeProgram(() => undefined);
  const all = program.commands.flatMap((command) => withCommands(command, 'panda'));
  const text = [
    '# Commands',
    'In a folder of the sources, `npm run panda -- COMMAND` is `panda COMMAND`. `panda COMMAND --help` says the same as here.',
    table(
      ['command', 'what it does'],
      all.map(({ name, command }) => [`[${code(name)}](#${name.replaceAll(' ', '-')})`, command.description()]),
    ),
    table(
      ['exit code', 'what it means'],
      Object.entries(MEANINGS).map(([name, says]) => [code(String(EXIT[name as keyof typeof EXIT])), says]),
    ),
    ...all.map(sectionOf),
  ];
  // Where this copy of the program lies is nobody else's business.
  return { name: 'commands.md', text: text.join('\n\n').replaceAll(PROGRAM_FOLDER, '') };
}

interface Named {
  readonly name: string;
  readonly command: Command;
}

function withCommands(command: Command, above: string): Named[] {
  const name = `${above} ${command.name()}`;
  return [{ name, command }, ...command.commands.flatMap((below) => withCommands(below, name))];
}

function sectionOf({ command, name }: Named): string {
  const help = command.createHelp();
  const rows = [
    ...help.visibleArguments(command).map((one) => [help.argumentTerm(one), help.argumentDescription(one)]),
    ...help
      .visibleOptions(command)
      .filter(({ long }) => long !== '--help')
      .map((one) => [help.optionTerm(one), help.optionDescription(one)]),
  ];
  return [
    `## ${name}`,
    command.description(),
    `\`\`\`sh\n${`${name} ${command.usage()}`.trim()}\n\`\`\``,
    table(
      ['', ''],
      rows.map(([term = '', says = '']) => [code(term), says]),
    ),
  ].join('\n\n');
}
