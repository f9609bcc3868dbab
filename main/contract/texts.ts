/** Captions, questions, and what people say of them: writing, deciding, reviewing; segments that they are about. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Actor, Edit, Step } from '../document/edit.ts';
import type { ItemId, PersonId, SegmentId, StepId, SuggestionId, VideoId } from '../document/ids.ts';
import type { OriginWord } from '../document/measures/origin.ts';
import { QUESTION_FORMS, QUESTION_TOPICS } from '../document/question.ts';
import { DECISIONS, REJECT_REASONS, VERDICTS } from '../document/records.ts';
import type { Comment, Item, Person, Segment } from '../document/records.ts';
import type { ItemTexts } from '../document/status.ts';
import { call, id, part, query } from './call.ts';
import type { Page } from './call.ts';

const itemId = id<ItemId>();
const videoId = id<VideoId>();
const segmentId = id<SegmentId>().nullable();
const us = z.int().min(0);
/** Null: what stands; `none`: there is none, also where there was one. */
const span = z
  .union([
    z.strictObject({ fromUs: us, toUs: us }).refine(({ fromUs, toUs }) => fromUs < toUs, 'it ends after it begins'),
    z.literal('none'),
  ])
  .nullable();
const text = z.string().max(100_000);
/** Not null: it goes on with a step that the same gesture began, so that it is undone as one. */
const step = id<StepId>().nullable();
/** The candidate that it began with; null: the one that is shown first. */
const suggestionId = id<SuggestionId>().nullable();
/** It comes from the queue of blind answers. */
const blind = z.boolean().optional();
/** Those that are named, or all that a query finds. */
const items = z.union([z.strictObject({ itemIds: z.array(itemId).min(1).max(10_000) }), z.strictObject({ query })]);

export interface ItemRow {
  readonly texts: ItemTexts;
  readonly segment: Segment | null;
  readonly videoName: string;
}

/** What became of words that were typed. */
export interface Written {
  /** The step that they are undone with; null: the project says so already. */
  readonly step: StepId | null;
  /** What another window or process had made of this person's text, and these words took the place of; null: nothing. */
  readonly theirs: string | null;
}

export interface HistoryEntry {
  readonly step: Step;
  readonly actor: Actor;
  readonly person: Person | null;
  readonly edit: Edit;
}

export interface History {
  /** The newest last. */
  readonly entries: readonly HistoryEntry[];
  /** Which words of the text as it stands a model wrote, and which a person. */
  readonly words: readonly OriginWord[];
}

/** Of an act on many items. */
export interface Bulk {
  readonly changed: number;
  /** Left as they were: there was nothing to decide, or it was not this person's to decide. */
  readonly left: number;
}

export interface Assigned {
  readonly people: readonly { readonly person: Person; readonly items: number }[];
  /** Given to somebody before, in the same way. */
  readonly already: number;
  /** Blind only: everybody named has seen them. */
  readonly left: number;
}

export const texts = {
  search: call
    .input(z.strictObject({ query, order: z.enum(['place', 'doubt', 'newest']), ...part }))
    .output(type<Page<ItemRow>>()),
  get: call.input(z.strictObject({ itemId })).output(type<ItemRow | null>()),
  history: call.input(z.strictObject({ itemId })).output(type<History>()),

  addCaption: call.input(z.strictObject({ videoId, segmentId, track: z.string().min(1).max(64) })).output(type<Item>()),
  addQuestion: call
    .input(
      z.strictObject({
        videoId,
        segmentId,
        question: text.min(1),
        form: z.enum(QUESTION_FORMS),
        topic: z.enum(QUESTION_TOPICS).nullable(),
        choices: z.array(text).max(100),
      }),
    )
    .output(type<Item>()),
  /** What is null stays as it is. */
  editQuestion: call
    .input(
      z.strictObject({
        itemId,
        question: text.min(1).nullable(),
        form: z.enum(QUESTION_FORMS).nullable(),
        topic: z.enum([...QUESTION_TOPICS, 'none']).nullable(),
        choices: z.array(text).max(100).nullable(),
        step,
      }),
    )
    .output(type<StepId | null>()),
  remove: call.input(z.strictObject({ items })).output(type<Bulk>()),

  /**
   * Keeps what is typed, without a decision; answered when it is in the journal. `before`: this person's words as the
   * window knew them, null: none; left out where it does not care.
   */
  write: call
    .input(z.strictObject({ itemId, text, span, suggestionId, blind, step, before: text.nullable().optional() }))
    .output(type<Written>()),
  /** `text`: what is accepted; null: what stands. */
  decide: call
    .input(
      z.strictObject({
        itemId,
        decision: z.enum(DECISIONS),
        text: text.nullable(),
        span,
        suggestionId,
        blind,
        reason: z.enum(REJECT_REASONS).nullable(),
      }),
    )
    .output(type<null>()),
  /** What stands of each; one step. */
  decideAll: call
    .input(z.strictObject({ items, decision: z.enum(DECISIONS), reason: z.enum(REJECT_REASONS).nullable() }))
    .output(type<Bulk>()),
  review: call
    .input(z.strictObject({ items, verdict: z.enum(VERDICTS), reason: text.nullable() }))
    .output(type<Bulk>()),
  flag: call.input(z.strictObject({ items, flag: z.string().max(200).nullable() })).output(type<Bulk>()),
  comment: call
    .input(z.strictObject({ videoId, itemId: itemId.nullable(), text: text.min(1) }))
    .output(type<Comment>()),
  /** In turn; `share` of them, 0 to 1, always the same ones. */
  assign: call
    .input(
      z.strictObject({
        items,
        personIds: z.array(id<PersonId>()).min(1),
        blind: z.boolean(),
        share: z.number().min(0).max(1),
      }),
    )
    .output(type<Assigned>()),
  /** Time at an item: focus with input or playback. */
  spent: call
    .input(z.strictObject({ itemId, activeMs: z.number().min(0).max(3_600_000), sawSuggestion: z.boolean() }))
    .output(type<null>()),

  addSegment: call
    .input(
      z
        .strictObject({ videoId, tier: z.string().min(1).max(64), fromUs: us, toUs: us })
        .refine(({ fromUs, toUs }) => fromUs < toUs, 'it ends after it begins'),
    )
    .output(type<Segment>()),
  moveSegment: call
    .input(
      z
        .strictObject({
          segmentId: id<SegmentId>(),
          fromUs: us,
          toUs: us,
          tier: z.string().min(1).max(64).nullable(),
          step,
        })
        .refine(({ fromUs, toUs }) => fromUs < toUs, 'it ends after it begins'),
    )
    .output(type<StepId | null>()),
  /** The first part keeps the texts; the second has the same captions, empty. Gives both. */
  splitSegment: call.input(z.strictObject({ segmentId: id<SegmentId>(), atUs: us })).output(type<readonly Segment[]>()),
  /** Into the first; texts of the others are appended to its own in the same track. */
  mergeSegments: call
    .input(z.strictObject({ segmentIds: z.array(id<SegmentId>()).min(2).max(1000) }))
    .output(type<Segment>()),
  /** With the texts about them. */
  removeSegments: call.input(z.strictObject({ segmentIds: z.array(id<SegmentId>()).min(1) })).output(type<null>()),
} as const;
