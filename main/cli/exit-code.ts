/** How `panda` ends, for scripts: documented in the README and held by tests. */
import type { Problem } from '../services/index.ts';

export const EXIT = { done: 0, someFailed: 1, usage: 2, cannotRun: 3, stopped: 130 } as const;

/** For a problem that ended a command. */
export function exitCodeOf({ code }: Problem): number {
  switch (code) {
    case 'dataset-format-unknown':
    case 'dataset-unrecognised':
    case 'dataset-option-wrong':
    case 'list-unreadable':
    case 'questions-unreadable':
    case 'recipe-unknown':
    case 'recipe-unreadable':
    case 'recipe-wrong':
    case 'recipe-exists':
    case 'query-unreadable':
    case 'pattern-unreadable':
    case 'pattern-too-slow':
    case 'person-unknown':
    case 'person-name-taken':
    case 'item-unknown':
    case 'video-not-listed':
    case 'root-unknown':
    case 'root-path-taken':
    case 'guidelines-unreadable':
    case 'merge-same-file':
    case 'judge-prompts-unreadable':
      return EXIT.usage;
    case 'video-missing':
    case 'video-unreadable':
    case 'video-empty':
    case 'no-video-stream':
    case 'video-truncated':
    case 'video-damaged':
    case 'frames-missing':
    case 'span-outside-video':
    case 'outside-model-world':
    case 'dataset-missing':
    case 'dataset-unreadable':
    case 'dataset-empty':
    case 'benchmark-empty':
    case 'benchmark-ids':
    case 'dataset-check-failed':
    case 'dataset-unmatched':
    case 'folder-unreadable':
    case 'prompt-too-long':
      return EXIT.someFailed;
    default:
      return EXIT.cannotRun;
  }
}
