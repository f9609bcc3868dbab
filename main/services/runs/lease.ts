/**
 * One batch run at a time on a project, in whatever process: a lock that ends with its process, however that ends. So a
 * run that the project calls running, while nobody holds the lease, was stopped.
 */
import { ProblemError } from '../../document/problem.ts';
import { lockFile } from '../batch/lock.ts';

/** Throws `run-under-way`. Dispose of it to give it back. */
export function takeLease(projectPath: string): Disposable {
  try {
    return lockFile(leasePath(projectPath));
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'output-in-use') {
      throw new ProblemError({ code: 'run-under-way', path: projectPath });
    }
    throw error;
  }
}

/** Whether a run is being worked on at this moment. */
export function isLeaseHeld(projectPath: string): boolean {
  try {
    lockFile(leasePath(projectPath), { patienceMs: 0 })[Symbol.dispose]();
    return false;
  } catch (error) {
    return error instanceof ProblemError && error.problem.code === 'output-in-use';
  }
}

function leasePath(projectPath: string): string {
  return `${projectPath}.run`;
}
