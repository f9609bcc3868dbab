/** Something that is being done from a dialog, and what went wrong with it. Knows neither. */
import { problemOf } from '../../connection/connection.svelte.ts';
import type { Problem } from '../../../main/document/problem.ts';

export class Doing {
  busy = $state(false);
  problem: Problem | string | null = $state.raw(null);

  async run(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = problemOf(error) ?? (error instanceof Error ? error.message : String(error));
    } finally {
      this.busy = false;
    }
  }
}
