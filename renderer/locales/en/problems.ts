/** What went wrong and what to do about it. What a command would mend is mended here in another way. */
import { DEVICE_NAMES } from '../../../main/document/device.ts';
import { sentences } from '../../../main/document/problem.ts';
import type { Problem } from '../../../main/document/problem.ts';
import type { Sentences } from '../../../main/document/problems/sentences.ts';

export const problems: Sentences<Problem> = {
  ...sentences,
  'engine-crashed': ({ cause }) =>
    `The process that runs the model ended unexpectedly (${cause}). Try again; if it ends each time, ` +
    `this machine may have too little memory for the model: Settings show what it has.`,
  'engine-failed': ({ cause }) =>
    `The model could not be run (${cause}). Try again; Settings show what this machine has.`,
  'device-left': ({ cause, device }) =>
    `${DEVICE_NAMES[device]} could not run the model (${cause}). The work goes on on the CPU, and nothing is lost; ` +
    `Settings can measure the devices anew.`,
  'model-damaged': ({ cause, path }) => `${path}: this model folder is damaged (${cause}). Copy the model anew.`,
  'project-missing': ({ path }) => `${path}: there is no such project. Check the path.`,
  'run-under-way': ({ path }) => `${path}: another run works on this project. Wait until it has ended, or cancel it.`,
  'run-over': ({ id, state }) => `The run ${id} is ${state} and does not go on. Start another one.`,
  'run-other-model': ({ given, id, wants }) =>
    `The run ${id} was begun with the model ${wants}, and this is ${given}. Choose that model, or start another run.`,
  'recipe-wrong': ({ faults }) =>
    `The recipe has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}. Recipes show where.`,
  'pattern-unreadable': ({ cause, pattern }) =>
    `The regular expression ${pattern} cannot be read (${cause}). Correct it, or look for the text itself.`,
};
