/** What the engine reports, as a problem that a person can read. Knows the engine's codes, not what was asked of it. */
import { EngineError } from '../../engine/index.ts';
import type { EngineNotice, EngineProblem } from '../../engine/index.ts';
import type { DeviceProblem } from '../../document/problems/engine.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import { unreachable } from '../../document/unreachable.ts';

/** For catching: an engine's error becomes a ProblemError, anything else stays what it is. */
export function explained(error: unknown): unknown {
  return error instanceof EngineError ? new ProblemError(problemOf(error.problem)) : error;
}

/** What the engine did by itself, as a person reads it. */
export function deviceProblemOf(notice: EngineNotice): DeviceProblem {
  if (notice.code !== 'device-left') return notice;
  return { code: 'device-left', device: notice.device, cause: oneLine(notice.cause).slice(0, 300) };
}

function problemOf(problem: EngineProblem): Problem {
  switch (problem.code) {
    case 'engine-crashed': {
      const how = problem.signal ?? `exit code ${problem.exitCode ?? 'unknown'}`;
      const lastLine = problem.lastWords.trim().split('\n').at(-1) ?? '';
      return { code: 'engine-crashed', cause: lastLine === '' ? how : `${how}: ${oneLine(lastLine)}` };
    }
    case 'engine-closed':
      return { code: 'engine-failed', cause: 'it was closed' };
    case 'graph-unreadable':
      return { code: 'model-damaged', path: problem.path, cause: oneLine(problem.cause) };
    case 'graph-failed':
      return { code: 'engine-failed', cause: `${problem.path}: ${oneLine(problem.cause)}` };
    case 'prompt-too-long':
    case 'out-of-memory-budget':
      return problem;
    default:
      return unreachable(problem);
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
