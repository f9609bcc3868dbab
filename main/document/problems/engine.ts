/** What the engine's own problems become once a person has to read them. */
import type { Sentences } from './sentences.ts';
import { megabytes } from './wording.ts';

/** What the engine's own problems become once a person has to read them. */
export type EngineProblem =
  | { readonly code: 'engine-crashed'; readonly cause: string }
  | { readonly code: 'engine-failed'; readonly cause: string }
  | { readonly code: 'prompt-too-long'; readonly promptTokens: number; readonly maxPositions: number }
  | { readonly code: 'out-of-memory-budget'; readonly neededBytes: number; readonly budgetBytes: number };

export const engineSentences: Sentences<EngineProblem> = {
  'engine-crashed': ({ cause }) =>
    `The process that runs the model ended unexpectedly (${cause}). Try again; if it ends each time, ` +
    `this machine may have too little memory for the model: \`panda doctor\` shows what it has.`,
  'engine-failed': ({ cause }) =>
    `The model could not be run (${cause}). Try again; \`panda doctor\` shows what this machine has.`,
  'prompt-too-long': ({ maxPositions, promptTokens }) =>
    `What was asked has ${promptTokens} tokens with the video's, and the model takes ${maxPositions} ` +
    `with its answer. Ask in fewer words.`,
  'out-of-memory-budget': ({ budgetBytes, neededBytes }) =>
    `The model would need ${megabytes(neededBytes)} for this, and may use ${megabytes(budgetBytes)}. ` +
    `Allow it more memory, or choose a smaller model.`,
};
