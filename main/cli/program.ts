/** Which commands there are, and what becomes of what they throw. */
import { Command, CommanderError } from 'commander';
import { ProblemError, PROGRAM_VERSION, sentence } from '../services/index.ts';
import { addAsk } from './commands/ask.ts';
import { addCaption } from './commands/caption.ts';
import { addDemo } from './commands/demo.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDuplicates } from './commands/duplicates.ts';
import { addEvaluate } from './commands/evaluate.ts';
import { addExport } from './commands/export.ts';
import { addFrames } from './commands/frames.ts';
import { addImport } from './commands/import.ts';
import { addModels } from './commands/models.ts';
import { addProject } from './commands/project.ts';
import { addRecipes } from './commands/recipes.ts';
import { addQueue } from './commands/queue.ts';
import { addReplace } from './commands/replace.ts';
import { addRuns } from './commands/runs.ts';
import { addSearch } from './commands/search.ts';
import { addServe } from './commands/serve.ts';
import { addStats } from './commands/stats.ts';
import { addAssign } from './commands/assign.ts';
import { addGuidelines } from './commands/guidelines.ts';
import { addHistory } from './commands/history.ts';
import { addPeople } from './commands/people.ts';
import { addRedo, addUndo } from './commands/undo.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { printable } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** A command's action: what it ends with. */
export type ExitCode = number;

export async function runProgram(args: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = makeProgram((code) => {
    exitCode = code;
  });
  try {
    if (args.length === 0) program.help({ error: true });
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error);
  }
}

/** Every command, with what it takes; `end` is told what an action ends with. */
export function makeProgram(end: (code: ExitCode) => void): Command {
  const program = new Command('panda')
    .description('A video-language model writes captions and answers for videos.')
    .version(PROGRAM_VERSION, '-V, --version')
    .showHelpAfterError('(panda COMMAND --help lists what it takes)')
    .exitOverride();
  for (const add of [
    addCaption,
    addAsk,
    addFrames,
    addModels,
    addDoctor,
    addDemo,
    addServe,
    addProject,
    addDuplicates,
    addExport,
    addImport,
    addEvaluate,
    addRecipes,
    addRuns,
    addStats,
    addPeople,
    addAssign,
    addGuidelines,
    addHistory,
    addSearch,
    addReplace,
    addQueue,
    addUndo,
    addRedo,
  ])
    add(program, end);
  for (const command of program.commands) command.exitOverride();
  return program;
}

function explain(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof UsageError) {
    process.stderr.write(`error: ${printable(error.message)}\n`);
    return EXIT.usage;
  }
  if (error instanceof ProblemError) {
    process.stderr.write(`${printable(sentence(error.problem))}\n`);
    return exitCodeOf(error.problem);
  }
  throw error;
}
