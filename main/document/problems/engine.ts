/** What the engine's own problems become once a person has to read them. */
import { DEVICE_NAMES } from '../device.ts';
import type { Device } from '../device.ts';
import type { Sentences } from './sentences.ts';
import { list, megabytes } from './wording.ts';

/** What the engine's own problems become once a person has to read them. */
export type EngineProblem =
  | { readonly code: 'engine-crashed'; readonly cause: string }
  | { readonly code: 'engine-failed'; readonly cause: string }
  | { readonly code: 'prompt-too-long'; readonly promptTokens: number; readonly maxPositions: number }
  | { readonly code: 'out-of-memory-budget'; readonly neededBytes: number; readonly budgetBytes: number }
  | DeviceProblem;

/** A device could not do what was asked, and the program went on without losing anything. */
export type DeviceProblem =
  | { readonly code: 'device-left'; readonly device: Device; readonly cause: string }
  | { readonly code: 'chunk-halved'; readonly device: Device; readonly chunkTokens: number }
  | { readonly code: 'batch-halved'; readonly device: Device; readonly batchSize: number }
  /** Takes a while, once. */
  | { readonly code: 'devices-measured'; readonly devices: readonly Device[] };

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
  'device-left': ({ cause, device }) =>
    `${DEVICE_NAMES[device]} could not run the model (${cause}). The work goes on on the CPU, and nothing is lost; ` +
    `\`panda models bench\` measures the devices anew.`,
  'chunk-halved': ({ chunkTokens, device }) =>
    `The memory of ${DEVICE_NAMES[device]} is full: prompts are read in pieces of ${chunkTokens} tokens from now on. ` +
    `Nothing is lost.`,
  'batch-halved': ({ batchSize, device }) =>
    `The memory of ${DEVICE_NAMES[device]} is full: at most ${batchSize} texts are written together from now on. ` +
    `Nothing is lost.`,
  'devices-measured': ({ devices }) =>
    `It is measured once which of ${list(devices.map((one) => DEVICE_NAMES[one]))} runs this model fastest; ` +
    `a large model takes some minutes.`,
};
