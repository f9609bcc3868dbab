/** What a project holds, read from its file while others write in it. Knows no window. */
import { openProject } from '../../main/services/index.ts';

interface KeptText {
  readonly text: string;
  /** Null: the person is still at it. */
  readonly decision: string | null;
}

/** Where what people said is seen, in milliseconds. */
export function readEvidence(project: string): (readonly [fromMs: number, toMs: number] | null)[] {
  using store = openProject(project, { readOnly: true });
  return [...store.all('response')].map(
    ({ span }) => span && [Math.round(span.fromUs / 1000), Math.round(span.toUs / 1000)],
  );
}

/** What people said, in the order in which it was begun. */
export function readResponses(project: string): KeptText[] {
  using store = openProject(project, { readOnly: true });
  return [...store.all('response')].map(({ text, decision }) => ({ text, decision }));
}

interface KeptSegment {
  readonly tier: string;
  /** Numbers of frames, of so many a second; the first, and the one after the last. */
  readonly frames: readonly [from: number, to: number];
}

/** By time. A time at which no frame begins is no number. */
export function readSegments(project: string, framesPerSecond: number): KeptSegment[] {
  using store = openProject(project, { readOnly: true });
  const frameAt = (us: number) => {
    const frame = Math.round((us * framesPerSecond) / 1e6);
    return Math.abs(us - (frame * 1e6) / framesPerSecond) < 1 ? frame : Number.NaN;
  };
  return [...store.all('segment')]
    .toSorted((a, b) => a.fromUs - b.fromUs)
    .map(({ fromUs, tier, toUs }) => ({ tier, frames: [frameAt(fromUs), frameAt(toUs)] }));
}

interface KeptSuggestion {
  readonly text: string;
  readonly stop: string;
  readonly segmentId: string | null;
}

/** What models wrote, in the order in which they did. */
export function readSuggestions(project: string): KeptSuggestion[] {
  using store = openProject(project, { readOnly: true });
  return [...store.all('suggestion')].map(({ itemId, stop, text }) => ({
    ...{ text, stop },
    segmentId: store.get('item', itemId)?.segmentId ?? null,
  }));
}

/** Every item is in the control arm from now on. */
export function putAllInControl(project: string): void {
  using store = openProject(project);
  const [person] = [...store.all('person')];
  if (person === undefined) throw new Error('nobody is in the project');
  const { controlShare, id } = store.project;
  const actor = { personId: person.id, model: null, runId: null };
  store.write({ actor, label: 'settings' }, [
    { do: 'update', type: 'project', id, from: { controlShare }, to: { controlShare: 1 } },
  ]);
}

/** Of every video, by its path: what somebody said is the matter, and whether it is left out. */
export function readVideos(project: string) {
  using store = openProject(project, { readOnly: true });
  return [...store.all('video')].map(({ path, flag, excluded }) => ({ path, flag, excluded }));
}

/** Of each text that somebody is to answer the path of its video, in the order in which they were assigned. */
export function readAssigned(project: string): string[] {
  using store = openProject(project, { readOnly: true });
  return [...store.all('assignment')].map(({ itemId }) => {
    const item = store.get('item', itemId);
    return (item && store.get('video', item.videoId)?.path) ?? '';
  });
}

/** How many texts models wrote. */
export function countSuggestions(project: string): number {
  using store = openProject(project, { readOnly: true });
  return store.count('suggestion');
}

/** What somebody decided of an item, as far as it does not depend on the clock. */
export interface KeptDecision {
  readonly itemId: string;
  readonly decision: string | null;
  readonly reason: string | null;
  readonly text: string;
  readonly by: string;
  readonly blind: boolean;
}

/** By the latest decision last; undecided ones first. `sinceMs`: fails where one was decided before or will be later. */
export function readDecisions(project: string, { sinceMs }: { readonly sinceMs: number }): KeptDecision[] {
  using store = openProject(project, { readOnly: true });
  const names = new Map([...store.all('person')].map(({ id, name }) => [id, name]));
  return [...store.all('response')]
    .sort((a, b) => (a.decidedAtMs ?? 0) - (b.decidedAtMs ?? 0))
    .map(({ itemId, decision, reason, text, personId, blind, decidedAtMs }) => {
      if (decidedAtMs !== null && (decidedAtMs < sinceMs || decidedAtMs > Date.now()))
        throw new Error(`${itemId} was decided at another time: ${decidedAtMs}`);
      return { itemId, decision, reason, text, by: names.get(personId) ?? personId, blind };
    });
}
