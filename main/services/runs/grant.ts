/** Grants the wishes of one stage to one video or segment, each with the texts of those before at hand. */
import type { JunkReason } from '../../document/junk.ts';
import type { Run } from '../../document/observations.ts';
import type { Item, Segment } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import type { TemplateSubject } from '../../document/templates/variables.ts';
import type { VideoInfo } from '../../media/index.ts';
import { answerText } from './answer-text.ts';
import { captionText } from './caption-text.ts';
import type { Held } from './held.ts';
import { judge } from './judge.ts';
import type { WrittenText } from './outcome.ts';
import { dutyOf } from './policy.ts';
import { proposalsWanted, proposedTexts } from './proposed-texts.ts';
import type { Granted, Target } from './target.ts';
import { unreachable } from '../../document/unreachable.ts';
import type { Stage, Wish } from './wishes.ts';

interface Due {
  readonly run: Pick<Run, 'policy'>;
  readonly held: Held;
}

export interface Subject extends Omit<Target, 'subject'> {
  readonly info: VideoInfo;
  /** All of the video, in the order of their time. */
  readonly segments: readonly Segment[];
  /** What was written about the video until now. */
  readonly before: readonly WrittenText[];
}

/** Whether anything of a stage is to be written about a video (null) or a segment. */
export function isDue({ held, run }: Due, { wishes }: Stage, segment: Segment | null): boolean {
  const segmentId = segment?.id ?? null;
  return wishes.some((wish) => {
    switch (wish.kind) {
      case 'caption':
        return dutyOf(run.policy, held.caption(wish.caption.track, segmentId)) !== 'leave';
      case 'question':
        return dutyOf(run.policy, held.answer(wish.question.id, segmentId)) !== 'leave';
      case 'proposals':
        return proposalsWanted({ held, run, segment }, wish.proposals.keep).count > 0;
      default:
        return unreachable(wish);
    }
  });
}

/** Captions one after the other, because each may use the one before; then all that is asked, together. */
export async function grant(subject: Subject, { wishes }: Stage, signal: AbortSignal): Promise<Granted> {
  const texts: WrittenText[] = [];
  const replaced: Item[] = [];
  let tokens = 0;
  const take = (granted: Granted): void => {
    const before = [...subject.before, ...texts];
    texts.push(...judge(granted.texts, { ...subject, recipe: subject.run.recipe, before }));
    replaced.push(...(granted.replaced ?? []));
    tokens += granted.tokens;
  };
  const grantOne = (wish: Wish): Promise<Granted> => {
    const before = [...subject.before, ...texts];
    const target = { ...subject, subject: templateSubject({ ...subject, before }) };
    switch (wish.kind) {
      case 'caption':
        return captionText(target, wish.caption, signal);
      case 'question':
        return answerText(target, wish.question, signal);
      case 'proposals':
        return proposedTexts(target, wish.proposals, signal);
      default:
        return unreachable(wish);
    }
  };
  for (const wish of wishes.filter(({ kind }) => kind === 'caption')) take(await grantOne(wish));
  for (const granted of await Promise.all(wishes.filter(({ kind }) => kind !== 'caption').map(grantOne))) take(granted);
  return { texts, replaced, tokens };
}

/** Of junk, what still tells something of the video; a refusal or a loop would go on into every text after it. */
const STILL_TELLING: readonly JunkReason[] = ['cut-off', 'duplicate', 'breaks-rule'];

function templateSubject({ before, held, info, segment, segments, video }: Subject): TemplateSubject {
  const written = (track: string, of: Segment | null): string | undefined =>
    before.findLast(
      ({ item, suggestion: { junk } }) =>
        item.kind === 'caption' &&
        item.track === track &&
        item.segmentId === (of?.id ?? null) &&
        (junk === null || STILL_TELLING.includes(junk)),
    )?.suggestion.text;
  const stands = (track: string, of: Segment | null): string => {
    const there = held.caption(track, of?.id ?? null);
    return there ? (standingOf(there).text ?? '') : '';
  };
  return {
    path: video.path,
    durationUs: info.framesEndUs,
    segments,
    segment: segment === null ? null : segments.indexOf(segment),
    track: null,
    captionOf: (track, index) => {
      const of = index === null ? null : (segments[index] ?? null);
      return written(track, of) ?? stands(track, of);
    },
  };
}
