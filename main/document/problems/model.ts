/** What can be wrong with a model, or with asking it. */
import type { Sentences } from './sentences.ts';
import { list, megabytes } from './wording.ts';

export type ModelProblem =
  | { readonly code: 'model-missing'; readonly looked: readonly string[] }
  | { readonly code: 'model-unknown'; readonly id: string; readonly known: readonly string[] }
  | { readonly code: 'model-damaged'; readonly path: string; readonly cause: string }
  | { readonly code: 'model-exists'; readonly id: string; readonly path: string }
  | { readonly code: 'model-shipped'; readonly id: string }
  | {
      readonly code: 'model-no-room';
      readonly path: string;
      readonly neededBytes: number;
      readonly freeBytes: number;
    }
  | { readonly code: 'checkpoint-unusable'; readonly path: string; readonly cause: string }
  | { readonly code: 'download-failed'; readonly url: string; readonly cause: string }
  | { readonly code: 'outside-model-world'; readonly path: string; readonly score: number; readonly threshold: number };

export const modelSentences: Sentences<ModelProblem> = {
  'model-missing': ({ looked }) =>
    `No model was found (looked in ${list(looked)}). Put a model folder there, ` +
    `or set PANDA_HOME to the folder that holds models/.`,
  'model-unknown': ({ id, known }) => `There is no model called ${id}. These are here: ${list(known)}.`,
  'model-damaged': ({ cause, path }) =>
    `${path}: this model folder is damaged (${cause}). Copy the model anew; \`panda models verify\` checks it.`,
  'model-exists': ({ id, path }) => `${path}: there is a model ${id} already. Choose another id, or have it replaced.`,
  'model-shipped': ({ id }) => `${id} is not a model of your own: it ships with the program and stays.`,
  'model-no-room': ({ freeBytes, neededBytes, path }) =>
    `${path}: the model needs ${megabytes(neededBytes)} and ${megabytes(freeBytes)} are free. Make room, or choose a ` +
    `smaller precision. Nothing was written.`,
  'checkpoint-unusable': ({ cause, path }) =>
    `${path}: this checkpoint cannot be imported (${cause}). Nothing was written.`,
  'download-failed': ({ cause, url }) =>
    `${url}: the download failed (${cause}). Start it again: it goes on where it stopped.`,
  'outside-model-world': ({ path, score, threshold }) =>
    `${path}: this is not a kind of video that the model knows (distance ${score.toFixed(2)}, ` +
    `known up to ${threshold.toFixed(2)}). Its text would be a guess; ask for it all the same if a guess helps.`,
};
