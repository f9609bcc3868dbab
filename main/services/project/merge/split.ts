/**
 * Where two copies of a project went apart. A copy begins with the journal that it was copied with, entry by entry, so
 * everything up to one entry is common and nothing after it is. Knows nothing of what the entries say.
 */
import type { StepId } from '../../../document/ids.ts';
import type { ProjectStore } from '../../../store/index.ts';

/** The number of the last edit that both have; 0: they have none in common. */
export function readSplit(ours: ProjectStore, theirs: ProjectStore): number {
  let [common, apart] = [0, Math.min(ours.lastEdit(), theirs.lastEdit()) + 1];
  while (apart - common > 1) {
    const middle = Math.floor((common + apart) / 2);
    if (isCommon(ours, theirs, middle)) common = middle;
    else apart = middle;
  }
  return common;
}

/** A step that was open when the copy was made may have gone on in both: then its id is in both, and its edits differ. */
function isCommon(ours: ProjectStore, theirs: ProjectStore, n: number): boolean {
  const [our, their] = [markAt(ours, n), markAt(theirs, n)];
  return our !== undefined && our.stepId === their?.stepId && our.edit === their.edit;
}

function markAt(store: ProjectStore, n: number): { readonly stepId: StepId; readonly edit: string } | undefined {
  for (const { n: at, step, edit } of store.editsSince(n - 1))
    return { stepId: step.id, edit: `${at} ${JSON.stringify(edit)}` };
  return undefined;
}
