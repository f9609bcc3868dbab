/** Takes over what the other copy has seen rather than decided: its runs, as finished facts, and the time people spent. */
import type { Activity, Run } from '../../../document/observations.ts';
import type { ItemId, VideoId } from '../../../document/ids.ts';
import type { ProjectStore } from '../../../store/index.ts';
import type { SameThings } from './same-thing.ts';

export interface MergedObservations {
  readonly runs: number;
  readonly activities: number;
}

/** After the records were merged: what is about something that is not here is left. */
export function mergeObservations(ours: ProjectStore, theirs: ProjectStore, same: SameThings): MergedObservations {
  const runs = theirs.runs().filter(({ id }) => ours.run(id) === undefined);
  for (const run of runs) {
    ours.saveRun(asFact(run));
    const items = theirs.runItems(run.id).map((item) => ({ ...item, videoId: same.ourId(item.videoId) as VideoId }));
    ours.saveRunItems(items.filter(({ videoId }) => ours.get('video', videoId) !== undefined));
  }
  const known = new Set<string>();
  for (const activity of ours.activities()) known.add(keyOf(activity));
  let activities = 0;
  for (const their of theirs.activities()) {
    const activity = { ...their, itemId: same.ourId(their.itemId) as ItemId };
    if (known.has(keyOf(activity)) || ours.get('item', activity.itemId) === undefined) continue;
    ours.addActivity(activity);
    activities++;
  }
  return { runs: runs.length, activities };
}

/** It goes on over there, if anywhere, and the step that takes it back is not in this journal. */
function asFact(run: Run): Run {
  const ended = run.state === 'running' || run.state === 'paused' ? 'stopped' : run.state;
  return { ...run, state: ended, stepId: null };
}

function keyOf({ itemId, personId, atMs }: Activity): string {
  return `${itemId} ${personId} ${atMs}`;
}
