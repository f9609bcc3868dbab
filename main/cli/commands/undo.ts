/** `panda undo`, `panda redo`: takes back what this machine's person did last, and does it again. */
import type { Command } from 'commander';
import { openProject, personHereIn } from '../../services/index.ts';
import type { Step } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { stepText } from '../step-wording.ts';
import { tell } from '../tell.ts';
import type { JsonOption } from '../tell.ts';

interface UndoOptions extends JsonOption {
  readonly project: string;
  readonly leaveChanged?: true;
}

export function addUndo(program: Command, end: (code: number) => void): void {
  program
    .command('undo')
    .description('Take back what you did last in a project: one step, however large it was.')
    .requiredOption('--project <file.panda>', 'the project')
    .option('--leave-changed', 'leave what was changed since by others, and take back the rest')
    .option('--json', 'the result as one JSON object on standard output')
    .action((options: UndoOptions) => {
      using store = openProject(options.project);
      const step = store.undo(personHereIn(store).id, { leaveChanged: options.leaveChanged === true });
      sayStep(options, step, { done: 'Took back', nothing: 'You have done nothing here that could be taken back.' });
      end(EXIT.done);
    });
}

export function addRedo(program: Command, end: (code: number) => void): void {
  program
    .command('redo')
    .description('Do again what you took back last in a project.')
    .requiredOption('--project <file.panda>', 'the project')
    .option('--json', 'the result as one JSON object on standard output')
    .action((options: UndoOptions) => {
      using store = openProject(options.project);
      const step = store.redo(personHereIn(store).id);
      sayStep(options, step, { done: 'Did again', nothing: 'There is nothing that you took back last.' });
      end(EXIT.done);
    });
}

function sayStep(
  options: JsonOption,
  step: Step | undefined,
  { done, nothing }: { readonly done: string; readonly nothing: string },
): void {
  tell(options, { step: step ?? null }, [step === undefined ? nothing : `${done}: ${stepText(step)}.`]);
}
