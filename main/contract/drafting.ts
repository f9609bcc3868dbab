/** What a model is asked by hand: an answer while one waits, streamed. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { ItemId, VideoId } from '../document/ids.ts';
import type { Suggestion } from '../document/records.ts';
import { call, id } from './call.ts';

export type DraftEvent =
  /** The text so far goes on with this. */
  | { readonly event: 'piece'; readonly text: string }
  /** It is kept; also when it was cancelled, with what there was. */
  | { readonly event: 'kept'; readonly suggestion: Suggestion }
  /** The model does not know this kind of video, so nothing was written; ask with `anyway`. */
  | { readonly event: 'outside'; readonly score: number; readonly threshold: number };

export const drafting = {
  /** Reads the video ahead, so that what is asked of it is answered at once. */
  prepare: call.input(z.strictObject({ videoId: id<VideoId>() })).output(type<null>()),
  generate: call
    .input(
      z.strictObject({
        itemId: id<ItemId>(),
        /** Null: as its recipe, or the usual words, have it. */
        prompt: z.string().min(1).max(4000).nullable(),
        /** Not null: sampled, for a further candidate. */
        seed: z.int().min(0).nullable(),
        anyway: z.boolean(),
      }),
    )
    .output(eventIterator(type<DraftEvent>())),
} as const;
