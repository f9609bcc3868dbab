/**
 * What can be expected to go wrong, as data, and the one sentence a person reads about it.
 * Anything else that is thrown is a defect of the program. Knows neither how a problem was found nor where it is shown.
 */
import { unreachable } from './unreachable.ts';
import { clockFromUs } from './time.ts';
import type { Us } from './time.ts';

export type Problem = MediaProblem | ModelProblem | InputProblem | OutputProblem | EngineProblem;

/** `cause` is what the tool or the system said, cut to one line. */
export type MediaProblem =
  | { readonly code: 'video-missing'; readonly path: string }
  | { readonly code: 'video-unreadable'; readonly path: string; readonly cause: string }
  | { readonly code: 'video-empty'; readonly path: string; readonly cause: string }
  | { readonly code: 'no-video-stream'; readonly path: string; readonly cause: string }
  | { readonly code: 'video-truncated'; readonly path: string; readonly cause: string }
  | { readonly code: 'video-damaged'; readonly path: string; readonly cause: string }
  | { readonly code: 'frames-missing'; readonly path: string; readonly timesUs: readonly Us[]; readonly cause: string }
  | { readonly code: 'video-unwritable'; readonly path: string; readonly cause: string }
  | { readonly code: 'ffmpeg-stalled'; readonly path: string; readonly idleS: number }
  | { readonly code: 'span-outside-video'; readonly path: string; readonly span: SpanUs; readonly durationUs: Us }
  | { readonly code: 'ffmpeg-missing'; readonly looked: readonly string[] };

export type ModelProblem =
  | { readonly code: 'model-missing'; readonly looked: readonly string[] }
  | { readonly code: 'model-unknown'; readonly id: string; readonly known: readonly string[] }
  | { readonly code: 'model-damaged'; readonly path: string; readonly cause: string }
  | { readonly code: 'outside-model-world'; readonly path: string; readonly score: number; readonly threshold: number };

export type InputProblem =
  | { readonly code: 'folder-unreadable'; readonly path: string; readonly cause: string }
  | { readonly code: 'list-unreadable'; readonly path: string; readonly line: number | null; readonly cause: string }
  | {
      readonly code: 'questions-unreadable';
      readonly path: string;
      readonly line: number | null;
      readonly cause: string;
    };

export type OutputProblem =
  | { readonly code: 'output-unwritable'; readonly path: string; readonly cause: string }
  | { readonly code: 'output-in-use'; readonly path: string }
  | { readonly code: 'output-foreign'; readonly path: string; readonly line: number };

/** What the engine's own problems become once a person has to read them. */
export type EngineProblem =
  | { readonly code: 'engine-crashed'; readonly cause: string }
  | { readonly code: 'engine-failed'; readonly cause: string }
  | { readonly code: 'prompt-too-long'; readonly promptTokens: number; readonly maxPositions: number }
  | { readonly code: 'out-of-memory-budget'; readonly neededBytes: number; readonly budgetBytes: number };

interface SpanUs {
  readonly fromUs: Us;
  readonly toUs: Us;
}

/** Carries a problem through code that throws. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(sentence(problem));
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** What happened, to which file, and what to do about it; in English, without a line break. */
export function sentence(problem: Problem): string {
  switch (problem.code) {
    case 'video-missing':
      return `${problem.path}: there is no such file. Check the path, or that its drive is connected.`;
    case 'video-unreadable':
      return `${problem.path}: it cannot be read as a video (${problem.cause}). Check that the file is whole, or make it anew.`;
    case 'video-empty':
      return `${problem.path}: it holds no picture at all (${problem.cause}). Check that it was copied or recorded to its end.`;
    case 'no-video-stream':
      return `${problem.path}: it holds no video (${problem.cause}). Leave it out, or name the file with the picture.`;
    case 'video-truncated':
      return `${problem.path}: its end is missing (${problem.cause}). What is there was used; copy the file anew to have the rest.`;
    case 'video-damaged':
      return `${problem.path}: parts of it are damaged (${problem.cause}). What can be shown was used; copy the file anew if another copy is whole.`;
    case 'frames-missing':
      return (
        `${problem.path}: the pictures at ${list(problem.timesUs.map(clockFromUs))} cannot be shown (${problem.cause}). ` +
        `Choose other pictures, or copy the file anew.`
      );
    case 'video-unwritable':
      return `${problem.path}: the video could not be written (${problem.cause}). Check the folder and its free space.`;
    case 'ffmpeg-stalled':
      return (
        `${problem.path}: ffmpeg gave no sign of life for ${problem.idleS} s and was stopped. ` +
        `Check the drive or the network that holds the file, and try again.`
      );
    case 'span-outside-video':
      return (
        `${problem.path}: the span ${clockFromUs(problem.span.fromUs)} to ${clockFromUs(problem.span.toUs)} is not within ` +
        `the video, which is ${clockFromUs(problem.durationUs)} long. Correct the span.`
      );
    case 'ffmpeg-missing':
      return `ffmpeg was not found (looked for ${list(problem.looked)}). Install ffmpeg, or run npm ci again in this program's folder.`;
    case 'model-missing':
      return (
        `No model was found (looked in ${list(problem.looked)}). Put a model folder there, ` +
        `or set PANDA_HOME to the folder that holds models/.`
      );
    case 'model-unknown':
      return `There is no model called ${problem.id}. These are here: ${list(problem.known)}.`;
    case 'model-damaged':
      return `${problem.path}: this model folder is damaged (${problem.cause}). Copy the model anew; \`panda models verify\` checks it.`;
    case 'outside-model-world':
      return (
        `${problem.path}: this is not a kind of video that the model knows (distance ${problem.score.toFixed(2)}, ` +
        `known up to ${problem.threshold.toFixed(2)}). Its text would be a guess; ask for it all the same if a guess helps.`
      );
    case 'folder-unreadable':
      return `${problem.path}: this folder cannot be opened (${problem.cause}). Check who may read it.`;
    case 'list-unreadable':
      return `${place(problem)}: this list cannot be read (${problem.cause}). Correct that line and start again.`;
    case 'questions-unreadable':
      return `${place(problem)}: these questions cannot be read (${problem.cause}). Correct that line and start again.`;
    case 'output-unwritable':
      return (
        `${problem.path}: it cannot be written (${problem.cause}). Make room or choose another place, then give the ` +
        `same command again: it goes on where it stopped.`
      );
    case 'output-in-use':
      return `${problem.path}: another run is writing this file. Wait until it has ended, or choose another file.`;
    case 'output-foreign':
      return (
        `${problem.path}, line ${problem.line}: this is not a record of panda-captions, so nothing was written. ` +
        `Choose another file.`
      );
    case 'engine-crashed':
      return (
        `The process that runs the model ended unexpectedly (${problem.cause}). Try again; if it ends each time, ` +
        `this machine may have too little memory for the model: \`panda doctor\` shows what it has.`
      );
    case 'engine-failed':
      return `The model could not be run (${problem.cause}). Try again; \`panda doctor\` shows what this machine has.`;
    case 'prompt-too-long':
      return (
        `What was asked has ${problem.promptTokens} tokens with the video's, and the model takes ${problem.maxPositions} ` +
        `with its answer. Ask in fewer words.`
      );
    case 'out-of-memory-budget':
      return (
        `The model would need ${megabytes(problem.neededBytes)} for this, and may use ${megabytes(problem.budgetBytes)}. ` +
        `Allow it more memory, or choose a smaller model.`
      );
    default:
      return unreachable(problem);
  }
}

function list(parts: readonly string[]): string {
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`;
}

function place(at: { readonly path: string; readonly line: number | null }): string {
  return at.line === null ? at.path : `${at.path}, line ${at.line}`;
}
