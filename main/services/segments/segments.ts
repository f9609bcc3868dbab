/** Segments made, moved, split, joined and removed by a person: each is one step, with the texts about them. */
import { updateOf } from '../../document/edit.ts';
import type { Actor, Edit } from '../../document/edit.ts';
import type { ItemId, SegmentId, StepId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Item, Segment, Video } from '../../document/records.ts';
import type { Span, Us } from '../../document/time.ts';
import type { ProjectStore } from '../../store/index.ts';
import { mergeTexts } from './merge-texts.ts';

export interface Hand {
  readonly store: ProjectStore;
  readonly actor: Actor;
}

const LABEL = 'edit-segments';

export function addSegment(
  { store, actor }: Hand,
  { id: videoId }: Video,
  how: Span & { readonly tier: string },
): Segment {
  const { fromUs, tier, toUs } = how;
  const segment: Segment = { id: store.newId<SegmentId>(), videoId, tier, fromUs, toUs, origin: 'person' };
  store.write({ actor, label: LABEL }, [{ do: 'create', type: 'segment', record: segment }]);
  return segment;
}

/** Gives the step, so that a gesture goes on with it; null: it is there already. */
export function moveSegment(
  { store, actor }: Hand,
  segment: Segment,
  { step, ...next }: Partial<Span & Pick<Segment, 'tier'>> & { readonly step: StepId | null },
): StepId | null {
  const edit = updateOf('segment', segment, next);
  return edit ? store.write({ actor, label: LABEL, ...(step !== null && { step }) }, [edit]).id : step;
}

/** The first part keeps the texts; the second has the same captions, with nothing in them yet. Throws `split-outside`. */
export function splitSegment({ store, actor }: Hand, segment: Segment, atUs: Us): [Segment, Segment] {
  if (atUs <= segment.fromUs || atUs >= segment.toUs) throw new ProblemError({ code: 'split-outside', atUs });
  return store.transaction(() => {
    const second: Segment = { ...segment, id: store.newId<SegmentId>(), fromUs: atUs, origin: 'person' };
    const edits: Edit[] = [
      { do: 'update', type: 'segment', id: segment.id, from: { toUs: segment.toUs }, to: { toUs: atUs } },
      { do: 'create', type: 'segment', record: second },
      ...itemsOf(store, segment).flatMap((item): Edit[] =>
        item.kind === 'qa'
          ? []
          : [
              {
                do: 'create',
                type: 'item',
                record: { ...item, ...FRESH, id: store.newId<ItemId>(), segmentId: second.id },
              },
            ],
      ),
    ];
    store.write({ actor, label: LABEL }, edits);
    return [{ ...segment, toUs: atUs }, second];
  });
}

const FRESH = { flag: null, extra: null };

/** Into the earliest, which then reaches from the first beginning to the last end. Throws `segments-apart`. */
export function mergeSegments({ store, actor }: Hand, segments: readonly Segment[]): Segment {
  const [first, ...others] = [...segments].sort((a, b) => a.fromUs - b.fromUs || a.toUs - b.toUs);
  if (first === undefined || others.some(({ videoId }) => videoId !== first.videoId)) {
    throw new ProblemError({ code: 'segments-apart' });
  }
  return store.transaction(() => {
    const toUs = Math.max(...segments.map((segment) => segment.toUs));
    const longer = updateOf('segment', first, { toUs });
    const texts = mergeTexts({ store, actor }, { first, others });
    const removed = others.map((record): Edit => ({ do: 'remove', type: 'segment', record }));
    const step = store.newId<StepId>();
    const change = { actor, label: LABEL, detail: String(segments.length), step } as const;
    store.write(change, [...(longer ? [longer] : []), ...texts, ...removed]);
    return { ...first, toUs };
  });
}

/** With the texts about them. */
export function removeSegments({ store, actor }: Hand, segments: readonly Segment[]): void {
  store.transaction(() => {
    const edits = segments.flatMap(({ id }) => store.dependents('segment', id));
    if (edits.length > 0) store.write({ actor, label: LABEL, detail: String(segments.length) }, edits);
  });
}

function itemsOf(store: ProjectStore, { id, videoId }: Segment): Item[] {
  return store.list('item', { videoId }).filter(({ segmentId }) => segmentId === id);
}
