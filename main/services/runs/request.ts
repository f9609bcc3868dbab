/** What a person asks a run to do. Knows how two requests are the same, not how they are carried out. */
import type { Run } from '../../document/observations.ts';
import type { PersonId } from '../../document/ids.ts';

export type RunRequest = Pick<
  Run,
  'recipe' | 'model' | 'policy' | 'named' | 'only' | 'limit' | 'shuffleSeed' | 'anyway' | 'sampling'
> & { readonly startedBy: PersonId };

/** Whether a run was begun by the same command. Where its model lies, and who gives it, are no part of that. */
export function isSameRequest(run: Run, request: RunRequest): boolean {
  return JSON.stringify(partsOf(run)) === JSON.stringify(partsOf(request));
}

function partsOf(request: Omit<RunRequest, 'startedBy'>): unknown[] {
  const { anyway, limit, model, named, only, policy, recipe, sampling, shuffleSeed } = request;
  return [recipe, model.weightsHash, policy, named && [...named].sort(), only, limit, shuffleSeed, anyway, sampling];
}
