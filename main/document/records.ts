/**
 * What a project is made of: immutable records, each with an id for good. They change only by edits (edit.ts), which are
 * all in the journal. What is only seen and not decided (files on the disk, runs, time spent) is in observations.ts.
 * Knows nothing of how and where records are kept.
 */
import type {
  AssignmentId,
  CommentId,
  ItemId,
  PersonId,
  ProjectId,
  RecipeId,
  ResponseId,
  ReviewId,
  RootId,
  RunId,
  SegmentId,
  SuggestionId,
  VideoId,
} from './ids.ts';
import type { JunkReason } from './junk.ts';
import type { QuestionForm, QuestionTopic } from './question.ts';
import type { Recipe } from './recipe.ts';
import type { Span, Us } from './time.ts';

/** Unix time in milliseconds. */
export type TimeMs = number;

/** There is one in each file; copies of a project have the same id. */
export interface Project {
  readonly id: ProjectId;
  readonly name: string;
  /** Markdown, for the people who annotate. */
  readonly guidelines: string;
  /** Of items, 0 to 1: shown to the annotator without a suggestion, so that the time saved can be told. */
  readonly controlShare: number;
  /** Of items, 0 to 1: also answered, blind, by a second person. */
  readonly doubleShare: number;
  readonly createdAtMs: TimeMs;
}

export const ROLES = ['annotator', 'reviewer'] as const;
export type Role = (typeof ROLES)[number];

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly role: Role;
}

/** A folder of videos. Its path is mapped anew when the project moves to another disk or system. */
export interface Root {
  readonly id: RootId;
  readonly name: string;
  /** Absolute, as the system writes it. */
  readonly path: string;
}

/** A video in its place. What is known of the file itself is a `VideoFile` (observations.ts). */
export interface Video {
  readonly id: VideoId;
  readonly rootId: RootId;
  /** Below the root, with `/`. */
  readonly path: string;
  /** Left out of runs, queues and exports. */
  readonly excluded: boolean;
  readonly flag: string | null;
}

export const SEGMENT_ORIGINS = ['person', 'shots', 'fixed', 'import'] as const;
export type SegmentOrigin = (typeof SEGMENT_ORIGINS)[number];

/** A span of a video; segments may overlap, also within a tier. */
export interface Segment {
  readonly id: SegmentId;
  readonly videoId: VideoId;
  readonly tier: string;
  readonly fromUs: Us;
  readonly toUs: Us;
  readonly origin: SegmentOrigin;
}

interface ItemParts {
  readonly id: ItemId;
  readonly videoId: VideoId;
  /** Null: it is about the whole video. */
  readonly segmentId: SegmentId | null;
  readonly flag: string | null;
  /** What an importer could not place, kept for the way back. */
  readonly extra: Readonly<Record<string, unknown>> | null;
}

export interface Caption extends ItemParts {
  readonly kind: 'caption';
  /** `short`, `dense`, a language ... */
  readonly track: string;
}

/** A question; answers are its suggestions and responses. */
export interface Qa extends ItemParts {
  readonly kind: 'qa';
  /** Of the bank it came from, unique for a video or segment; null for one that a model or person thought of. */
  readonly bankId: string | null;
  readonly question: string;
  readonly form: QuestionForm;
  readonly topic: QuestionTopic | null;
  /** The right one among them; empty unless the form is `choice`. */
  readonly choices: readonly string[];
}

/** One text to be made right. */
export type Item = Caption | Qa;

export interface ModelName {
  readonly id: string;
  readonly version: string;
  readonly weightsHash: string;
}

export type SamplingRecord =
  | { readonly kind: 'greedy'; readonly maxNewTokens: number }
  | {
      readonly kind: 'sample';
      readonly temperature: number;
      readonly topP: number;
      readonly topK: number;
      readonly seed: number;
      readonly maxNewTokens: number;
    };

/** A piece of the text and the natural logarithm of its probability; the pieces joined are the text as it was written. */
export type ScoredPiece = readonly [piece: string, logProb: number];

/** What a model wrote for an item, for good: it is never changed, only joined by others. */
export interface Suggestion {
  readonly id: SuggestionId;
  readonly itemId: ItemId;
  readonly text: string;
  /** What the model proposed to ask; null where the question was given. */
  readonly question: string | null;
  /** Evidence; for the form `time`, the answer itself. */
  readonly span: Span | null;
  readonly model: ModelName;
  /** Null: asked for by hand. */
  readonly runId: RunId | null;
  /** Name and hash of the recipe; null: asked for by hand. */
  readonly recipe: { readonly name: string; readonly hash: string } | null;
  readonly prompt: string;
  readonly frames: { readonly indices: readonly number[]; readonly timesUs: readonly Us[] };
  readonly sampling: SamplingRecord;
  readonly pieces: readonly ScoredPiece[];
  readonly stop: 'stop-token' | 'length' | 'cancelled';
  /** 0 (sure) to 1; null: nothing is known of it (an imported text). */
  readonly doubt: Doubt | null;
  /** Not null: it is kept, and never shown without this mark. */
  readonly junk: JunkReason | null;
  /** Not null: the model does not know this kind of video. */
  readonly outsideWorld: { readonly score: number; readonly threshold: number } | null;
  /** Made wrong on purpose, to see who accepts it. */
  readonly seeded: boolean;
  readonly seconds: number;
  readonly madeAtMs: TimeMs;
}

/** Each part 0 to 1, null where it was not measured; `total` orders the review queue. */
export interface Doubt {
  readonly total: number;
  /** From the text's own token probabilities. */
  readonly logProb: number | null;
  /** How much other samples disagree. */
  readonly disagreement: number | null;
  /** How much the answer did not need the video; 1: as likely without it. */
  readonly ungrounded: number | null;
}

export const DECISIONS = ['accepted', 'rejected', 'skipped'] as const;
export type Decision = (typeof DECISIONS)[number];

export const REJECT_REASONS = ['object', 'action', 'time', 'count', 'invented', 'vague', 'language', 'other'] as const;
export type RejectReason = (typeof REJECT_REASONS)[number];

/** What one person says of an item; one for each person and item. */
export interface Response {
  readonly id: ResponseId;
  readonly itemId: ItemId;
  readonly personId: PersonId;
  readonly text: string;
  readonly span: Span | null;
  /** Null: the person is still at it. */
  readonly decision: Decision | null;
  readonly reason: RejectReason | null;
  /** What it began with; null: written without one. */
  readonly suggestionId: SuggestionId | null;
  /** By a second person who saw neither suggestion nor response: it counts for agreement only. */
  readonly blind: boolean;
  readonly decidedAtMs: TimeMs | null;
}

export const VERDICTS = ['approved', 'returned'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** It holds for the text it was given for: a response that changes afterwards is to be reviewed again. */
export interface Review {
  readonly id: ReviewId;
  readonly itemId: ItemId;
  readonly responseId: ResponseId;
  readonly personId: PersonId;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly text: string;
  readonly madeAtMs: TimeMs;
}

export interface Comment {
  readonly id: CommentId;
  readonly videoId: VideoId;
  readonly itemId: ItemId | null;
  readonly personId: PersonId;
  readonly text: string;
  readonly madeAtMs: TimeMs;
}

export interface Assignment {
  readonly id: AssignmentId;
  readonly itemId: ItemId;
  readonly personId: PersonId;
  readonly blind: boolean;
}

/** A recipe of this project, which may differ from the one of the same name that ships. */
export interface ProjectRecipe {
  readonly id: RecipeId;
  readonly name: string;
  readonly definition: Recipe;
}

export interface RecordOf {
  readonly project: Project;
  readonly person: Person;
  readonly root: Root;
  readonly video: Video;
  readonly segment: Segment;
  readonly item: Item;
  readonly suggestion: Suggestion;
  readonly response: Response;
  readonly review: Review;
  readonly comment: Comment;
  readonly assignment: Assignment;
  readonly recipe: ProjectRecipe;
}
export type RecordType = keyof RecordOf;

/** In the order in which they may be made: what a record points to comes before it. */
export const RECORD_TYPES = [
  'project',
  'person',
  'root',
  'video',
  'segment',
  'item',
  'suggestion',
  'response',
  'review',
  'comment',
  'assignment',
  'recipe',
] as const satisfies readonly RecordType[];
