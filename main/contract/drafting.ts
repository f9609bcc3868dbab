/** What a model is asked by hand: an answer while one waits, streamed. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { ItemId, SegmentId, StepId, VideoId } from '../document/ids.ts';
import type { Problem } from '../document/problem.ts';
import type { Item, Suggestion } from '../document/records.ts';
import { call, id } from './call.ts';

export type DraftEvent =
  /** The text so far goes on with this; `begin` is not said again. */
  | { readonly event: 'piece'; readonly text: string }
  /** It is kept; also when it was cancelled, with what there was. What is done with it may go on with its step. */
  | { readonly event: 'kept'; readonly suggestion: Suggestion; readonly step: StepId }
  /** Cancelled before there was anything. */
  | { readonly event: 'nothing' }
  /** The model does not know this kind of video, so nothing was written; ask with `anyway`. */
  | { readonly event: 'outside'; readonly score: number; readonly threshold: number };

/** Of a recipe on one video or segment: its texts one by one, as they are written and kept. */
export type FillEvent =
  | { readonly event: 'kept'; readonly item: Item; readonly suggestion: Suggestion }
  | { readonly event: 'outside'; readonly score: number; readonly threshold: number }
  | { readonly event: 'done'; readonly texts: number; readonly problem: Problem | null };

const prompt = z.string().min(1).max(4000);

export const drafting = {
  /** Reads the video, or the segment, ahead, so that what is asked of it is answered at once. */
  prepare: call
    .input(z.strictObject({ videoId: id<VideoId>(), segmentId: id<SegmentId>().nullable() }))
    .output(type<null>()),
  /** Leaving the stream cancels it, and what there is is kept. */
  generate: call
    .input(
      z.strictObject({
        itemId: id<ItemId>(),
        /** Null: as the question, or the usual words for a caption, have it. */
        prompt: prompt.nullable(),
        /** Not null: sampled, for a further candidate. */
        seed: z.int().min(0).nullable(),
        /** The text that it goes on from, and that the suggestion begins with; empty: from the beginning. */
        begin: z.string().max(10_000),
        /** What stands after what it writes; empty: nothing. */
        end: z.string().max(10_000),
        /** The most words it adds; null: as many as it likes. */
        maxWords: z.int().min(1).max(1000).nullable(),
        anyway: z.boolean(),
      }),
    )
    .output(eventIterator(type<DraftEvent>())),
  /** All that a recipe asks of one video, or of one segment, and that is not there yet; one step. */
  fill: call
    .input(
      z.strictObject({
        videoId: id<VideoId>(),
        segmentId: id<SegmentId>().nullable(),
        /** A name; null: the recipe that this person used last, or the first. */
        recipe: z.string().min(1).max(64).nullable(),
        anyway: z.boolean(),
      }),
    )
    .output(eventIterator(type<FillEvent>())),
} as const;
