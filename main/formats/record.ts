/**
 * What every format is a function of: one text about a video, with all that a data set may want to say of it.
 * Knows neither projects nor files. Null means: not known, which is what a format that cannot hold it says of it.
 */
import type { QuestionForm, QuestionTopic } from '../document/question.ts';
import type { Decision, RejectReason, Suggestion, TimeMs, Verdict } from '../document/records.ts';
import type { Status } from '../document/status.ts';
import type { Span, Us } from '../document/time.ts';

export interface DatasetVideo {
  readonly id: string | null;
  /** Name of the folder of videos that it belongs to. */
  readonly root: string | null;
  /** Absolute, where it was. */
  readonly path: string | null;
  /** Below the root, with `/`. */
  readonly relativePath: string | null;
  /** The file's name without its last ending; some formats know a video by nothing else. */
  readonly stem: string;
  readonly fingerprint: string | null;
  readonly durationUs: Us | null;
  readonly fps: number | null;
  readonly frameCount: number | null;
  readonly width: number | null;
  readonly height: number | null;
}

interface CaptionContent {
  readonly kind: 'caption';
  readonly track: string | null;
  readonly text: string | null;
}

export interface QaContent {
  readonly kind: 'qa';
  /** Of the bank it came from. */
  readonly bankId: string | null;
  readonly question: string;
  readonly answer: string | null;
  readonly form: QuestionForm;
  readonly topic: QuestionTopic | null;
  readonly choices: readonly string[];
  /** Where in the video the answer is seen; for the form `time`, the answer itself. */
  readonly evidence: Span | null;
}

/** A person, as the project names them. */
export interface DatasetPerson {
  readonly id: string;
  readonly name: string;
}

/** What the text that stands began with. The probabilities of its pieces stay in the project. */
export interface SuggestedOrigin extends Omit<Suggestion, 'id' | 'itemId' | 'runId' | 'pieces'> {
  readonly run: string | null;
}

export interface PersonOrigin {
  readonly person: DatasetPerson;
  readonly text: string;
  readonly span: Span | null;
  readonly decision: Decision | null;
  readonly reason: RejectReason | null;
  /** Whether it began with the suggestion; else it was written without one. */
  readonly fromSuggestion: boolean;
  readonly decidedAtMs: TimeMs | null;
}

export interface ReviewOrigin {
  readonly person: DatasetPerson;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly madeAtMs: TimeMs;
}

/** Who made the text what it is. */
export interface Origin {
  readonly suggestion: SuggestedOrigin | null;
  readonly response: PersonOrigin | null;
  readonly review: ReviewOrigin | null;
}

export const ORIGIN_UNKNOWN: Origin = { suggestion: null, response: null, review: null };

/** What a format has and the record has no place for, by the format's name: written again by that format alone. */
export type Extra = Readonly<Record<string, unknown>>;

export interface DatasetRecord {
  /** Unique in its data set. */
  readonly id: string | null;
  readonly video: DatasetVideo;
  /** Null: the whole video. From and to are the same: a moment. */
  readonly span: Span | null;
  /** Of the span's segment. */
  readonly tier: string | null;
  readonly content: CaptionContent | QaContent;
  readonly status: Status | null;
  readonly review: Verdict | null;
  readonly flag: string | null;
  readonly origin: Origin;
  readonly extra: Extra | null;
}

/** A video of which only the name is known. */
export function videoNamed(stem: string): DatasetVideo {
  return {
    id: null,
    root: null,
    path: null,
    relativePath: null,
    stem,
    fingerprint: null,
    durationUs: null,
    fps: null,
    frameCount: null,
    width: null,
    height: null,
  };
}

/** `a/clip.v2.mp4` is `clip.v2`. */
export function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** What the record says: a caption's text or a question's answer. */
export function textOf({ content }: DatasetRecord): string | null {
  return content.kind === 'caption' ? content.text : content.answer;
}

/** What a format kept of its own, where it is an object. */
export function extraOf({ extra }: DatasetRecord, format: string): Extra {
  const own = extra !== null && Object.hasOwn(extra, format) ? extra[format] : null;
  return typeof own === 'object' && own !== null && !Array.isArray(own) ? (own as Extra) : {};
}
