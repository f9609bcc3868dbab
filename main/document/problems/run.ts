/** What can be wrong with a run, or with what a person asks of one. */
import type { Sentences } from './sentences.ts';
import { list } from './wording.ts';

export type RunProblem =
  | { readonly code: 'run-unknown'; readonly id: string; readonly known: readonly string[] }
  | { readonly code: 'run-under-way'; readonly path: string }
  | { readonly code: 'run-over'; readonly id: string; readonly state: 'finished' | 'cancelled' }
  | { readonly code: 'run-other-model'; readonly id: string; readonly wants: string; readonly given: string }
  | { readonly code: 'video-changed'; readonly path: string }
  | { readonly code: 'run-without-videos'; readonly path: string; readonly only: string | null };

export const runSentences: Sentences<RunProblem> = {
  'run-unknown': ({ id, known }) =>
    `There is no run ${id} in this project. ` +
    (known.length === 0 ? 'There is none yet.' : `There are: ${list(known)}. \`panda runs\` lists them.`),
  'run-under-way': ({ path }) =>
    `${path}: another run works on this project. Wait until it has ended, or end it: \`panda runs\` shows it.`,
  'run-over': ({ id, state }) =>
    `The run ${id} is ${state} and does not go on. \`panda caption\` starts another one` +
    (state === 'finished' ? `, and \`panda runs retry ${id}\` does again what failed.` : '.'),
  'run-other-model': ({ given, id, wants }) =>
    `The run ${id} was begun with the model ${wants}, and this is ${given}. ` +
    `Bring that model back (\`--model\`), or start another run.`,
  'video-changed': ({ path }) =>
    `${path}: this is another content than the one that the project's texts are about, so nothing was written about it. ` +
    `Bring the former file back, or remove the video from the project and add it again.`,
  'run-without-videos': ({ only, path }) =>
    `${path}: there is no video to work on` +
    (only === null ? '. Name videos or folders to add them.' : ` among those of the query ${only}. Check the query.`),
};
