/** What can be wrong with a model, or with asking it. */
import type { Sentences } from './sentences.ts';
import { list } from './wording.ts';

export type ModelProblem =
  | { readonly code: 'model-missing'; readonly looked: readonly string[] }
  | { readonly code: 'model-unknown'; readonly id: string; readonly known: readonly string[] }
  | { readonly code: 'model-damaged'; readonly path: string; readonly cause: string }
  | { readonly code: 'outside-model-world'; readonly path: string; readonly score: number; readonly threshold: number };

export const modelSentences: Sentences<ModelProblem> = {
  'model-missing': ({ looked }) =>
    `No model was found (looked in ${list(looked)}). Put a model folder there, ` +
    `or set PANDA_HOME to the folder that holds models/.`,
  'model-unknown': ({ id, known }) => `There is no model called ${id}. These are here: ${list(known)}.`,
  'model-damaged': ({ cause, path }) =>
    `${path}: this model folder is damaged (${cause}). Copy the model anew; \`panda models verify\` checks it.`,
  'outside-model-world': ({ path, score, threshold }) =>
    `${path}: this is not a kind of video that the model knows (distance ${score.toFixed(2)}, ` +
    `known up to ${threshold.toFixed(2)}). Its text would be a guess; ask for it all the same if a guess helps.`,
};
