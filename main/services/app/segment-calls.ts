/** The calls about segments, which are a part of those about texts. */
import type { SegmentId } from '../../document/ids.ts';
import type { Segment } from '../../document/records.ts';
import { addSegment, mergeSegments, moveSegment, removeSegments, splitSegment } from '../segments/segments.ts';
import type { Hand } from '../segments/segments.ts';
import type { Base } from './base.ts';
import { actorOf } from './context.ts';
import type { CallContext, Desk } from './context.ts';
import { recordIn } from './gone.ts';

export function segmentCalls(base: Base['texts'], desk: Desk) {
  const hand = (context: CallContext): Hand => ({ store: desk.project.store, actor: actorOf(desk, context) });
  const segment = (id: SegmentId): Segment => recordIn(desk.project.store, 'segment', id);
  return {
    addSegment: base.addSegment.handler(({ input, context }) =>
      addSegment(hand(context), recordIn(desk.project.store, 'video', input.videoId), input),
    ),
    moveSegment: base.moveSegment.handler(({ input, context }) => {
      const { fromUs, segmentId, step, tier, toUs } = input;
      const next = { fromUs, toUs, ...(tier !== null && { tier }) };
      return moveSegment(hand(context), segment(segmentId), { ...next, step });
    }),
    splitSegment: base.splitSegment.handler(({ input, context }) =>
      splitSegment(hand(context), segment(input.segmentId), input.atUs),
    ),
    mergeSegments: base.mergeSegments.handler(({ input, context }) =>
      mergeSegments(hand(context), input.segmentIds.map(segment)),
    ),
    removeSegments: base.removeSegments.handler(({ input, context }) => {
      const there = input.segmentIds.flatMap((id) => desk.project.store.get('segment', id) ?? []);
      removeSegments(hand(context), there);
      return null;
    }),
  };
}
