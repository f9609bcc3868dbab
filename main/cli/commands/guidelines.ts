/** `panda guidelines`: what the people who annotate are asked to do. */
import type { Command } from 'commander';
import { actorIn, openProject, readGuidelines, setGuidelines } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { printableLines } from '../terminal.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';

interface GuidelinesOptions extends JsonOption {
  readonly project: string;
  readonly set?: string;
}

export function addGuidelines(program: Command, end: (code: number) => void): void {
  program
    .command('guidelines')
    .description('Show what the people who annotate a project are asked to do, or set it.')
    .requiredOption('--project <file.panda>', 'the project')
    .option('--set <file.md>', 'take it from this file; - reads it from standard input')
    .option('--json', 'as one JSON object on standard output')
    .action(async (options: GuidelinesOptions) => end(await guidelines(options)));
}

async function guidelines(options: GuidelinesOptions): Promise<number> {
  if (options.set === undefined) {
    using store = openProject(options.project, { readOnly: true });
    const { guidelines: text } = store.project;
    if (options.json) tell(options, { guidelines: text }, []);
    else
      process.stdout.write(
        text === '' ? 'This project has no guidelines.\n' : printableLines(text).replace(/\n?$/, '\n'),
      );
    return EXIT.done;
  }
  const text = await readGuidelines(options.set);
  using store = openProject(options.project);
  const changed = setGuidelines(store, text, actorIn(store));
  tell(options, { changed, guidelines: text }, [changed ? 'The guidelines are set.' : 'They are as they were.']);
  return EXIT.done;
}
