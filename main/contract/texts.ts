/** Captions, questions, and what people say of them: writing, deciding, reviewing; segments that they are about. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Actor, Edit, Step } from '../document/edit.ts';
import type { ItemId, PersonId, SegmentId, StepId, SuggestionId, VideoId } from '../document/ids.ts';
import type { OriginWord } from '../document/measures/origin.ts';
import { QUESTION_FORMS, QUESTION_TOPICS } from '../document/question.ts';
import { DECISIONS, REJECT_REASONS, VERDICTS } from '../document/records.ts';
import type { Item, Person, Segment } from '../document/records.ts';
import type { ItemTexts } from '../document/status.ts';
import { call, id, limit } from './call.ts';
import type { Page } from './call.ts';

const itemId = id<ItemId>();
const videoId = id<VideoId>();
const segmentId = id<SegmentId>().nullable();
const us = z.int().min(0);
const span = z.strictObject({ fromUs: us, toUs: us }).nullable();
const text = z.string().max(100_000);
/** Not null: it goes on with a step that the same gesture began, so that it is undone as one. */
const step = id<StepId>().nullable();

export interface ItemRow {
  readonly texts: ItemTexts;
  readonly segment: Segment | null;
  readonly videoName: string;
}

export interface HistoryEntry {
  readonly step: Step;
  readonly actor: Actor;
  readonly person: Person | null;
  readonly edit: Edit;
}

export interface History {
  readonly entries: readonly HistoryEntry[];
  /** Which words of the text as it stands a model wrote, and which a person. */
  readonly words: readonly OriginWord[];
}

export const texts = {
  search: call
    .input(
      z.strictObject({
        query: z.string().max(10_000),
        order: z.enum(['place', 'doubt', 'newest']),
        after: z.string().nullable(),
        limit,
      }),
    )
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
        choices: z.array(text),
      }),
    )
    .output(type<Item>()),
  editQuestion: call.input(z.strictObject({ itemId, question: text.min(1), step })).output(type<StepId>()),
  remove: call.input(z.strictObject({ itemIds: z.array(itemId).min(1) })).output(type<null>()),

  /** Keeps what is typed, without a decision. */
  write: call
    .input(z.strictObject({ itemId, text, span, suggestionId: id<SuggestionId>().nullable(), step }))
    .output(type<StepId>()),
  /** `text`: what is accepted; null: what stands. */
  decide: call
    .input(
      z.strictObject({
        itemId,
        decision: z.enum(DECISIONS),
        text: text.nullable(),
        suggestionId: id<SuggestionId>().nullable(),
        reason: z.enum(REJECT_REASONS).nullable(),
      }),
    )
    .output(type<null>()),
  review: call
    .input(z.strictObject({ itemId, verdict: z.enum(VERDICTS), reason: text.nullable() }))
    .output(type<null>()),
  flag: call.input(z.strictObject({ itemId, flag: z.string().max(200).nullable() })).output(type<null>()),
  comment: call.input(z.strictObject({ videoId, itemId: itemId.nullable(), text: text.min(1) })).output(type<null>()),
  assign: call
    .input(z.strictObject({ itemIds: z.array(itemId).min(1), personId: id<PersonId>(), blind: z.boolean() }))
    .output(type<null>()),
  /** Time at an item: focus with input or playback. */
  spent: call
    .input(z.strictObject({ itemId, activeMs: z.number().min(0).max(3_600_000), sawSuggestion: z.boolean() }))
    .output(type<null>()),

  addSegment: call
    .input(z.strictObject({ videoId, tier: z.string().min(1).max(64), fromUs: us, toUs: us }))
    .output(type<Segment>()),
  moveSegment: call
    .input(z.strictObject({ segmentId: id<SegmentId>(), fromUs: us, toUs: us, step }))
    .output(type<StepId>()),
  splitSegment: call.input(z.strictObject({ segmentId: id<SegmentId>(), atUs: us })).output(type<readonly Segment[]>()),
  /** Into the first; texts of the others are appended to its own in the same track. */
  mergeSegments: call.input(z.strictObject({ segmentIds: z.array(id<SegmentId>()).min(2) })).output(type<Segment>()),
  removeSegments: call.input(z.strictObject({ segmentIds: z.array(id<SegmentId>()).min(1) })).output(type<null>()),
} as const;
