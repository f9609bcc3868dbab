/** All that is asked about one clip: what is held already is left out, the rest is drafted together, one prefix for all of it. */
import { sentence } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { Question } from '../../document/question.ts';
import { promptOf } from '../drafting/ask-form.ts';
import { draft } from '../drafting/drafter.ts';
import type { Shown } from '../drafting/drafter.ts';
import type { Draft } from '../drafting/draft.ts';
import { readFingerprint } from '../library/fingerprint.ts';
import type { BatchClip } from './clip.ts';
import { writeFrames } from './frames-png.ts';
import type { BatchPlan } from './plan.ts';
import { keyOf } from './record.ts';
import type { CaptionRecord } from './record.ts';

export type ClipOutcome =
  | {
      readonly kind: 'done';
      readonly text: string | null;
      readonly outsideWorld: CaptionRecord['outsideWorld'];
      readonly records: readonly CaptionRecord[];
      readonly sidecarText: string | null;
    }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'stopped' };

interface Asked {
  readonly kind: CaptionRecord['kind'];
  readonly prompt: string;
  readonly question: Question | null;
}

/** Throws problems; on abort, whatever the abort made of it. */
export async function draftClip(plan: BatchPlan, clip: BatchClip, signal: AbortSignal): Promise<ClipOutcome> {
  const start = performance.now();
  const fingerprint = await readFingerprint(clip.path);
  const asked = askedOf(clip);
  const held = asked.map((one) => heldText(plan, clip, fingerprint, one));
  const sidecarIsDue = plan.sidecars !== null && clip.prompt !== null && !plan.sidecars.has(clip);
  const due = asked.filter((one, index) => {
    if (plan.policy === 'append') return true;
    if (plan.ledger) return held[index] === undefined;
    return one.kind === 'caption' && plan.sidecars ? sidecarIsDue : true;
  });
  const heldCaption = held.find((_, index) => asked[index]?.kind === 'caption') ?? null;
  if (due.length === 0) {
    if (!sidecarIsDue || heldCaption === null) return { kind: 'skipped' };
    return { kind: 'done', text: heldCaption, outsideWorld: null, records: [], sidecarText: heldCaption };
  }

  const shown = await plan.drafter.look({ path: clip.path, span: clip.span, fingerprint }, signal);
  if (plan.framesFolder !== null) await writeFrames(plan.framesFolder, clip, shown.view);
  const outsideWorld = distanceOf(shown);
  const { drafter, sampling } = plan;
  const drafts =
    outsideWorld !== null && !plan.anyway
      ? []
      : await Promise.all(
          due.map(({ prompt }) => draft(drafter, { shown, prompt, sampling, priority: 'batch' }, signal)),
        );
  signal.throwIfAborted();
  const seconds = Math.round(performance.now() - start) / 1000;
  const records = due.map((one, index) =>
    recordOf({ plan, clip, shown, asked: one, draft: drafts[index] ?? null, seconds }),
  );
  const text = records.find(({ kind }) => kind === 'caption')?.text ?? null;
  return { kind: 'done', text, outsideWorld, records, sidecarText: sidecarIsDue ? (text ?? heldCaption) : null };
}

function askedOf(clip: BatchClip): Asked[] {
  const caption: Asked[] = clip.prompt === null ? [] : [{ kind: 'caption', prompt: clip.prompt, question: null }];
  return [
    ...caption,
    ...clip.questions.map((question): Asked => ({ kind: 'qa', prompt: promptOf(question), question })),
  ];
}

/** Undefined: not held. Null: held, as a clip that the model does not know. */
function heldText(
  plan: BatchPlan,
  clip: BatchClip,
  fingerprint: string,
  { kind, prompt }: Asked,
): string | null | undefined {
  const { weightsHash } = plan.drafter.model;
  const held = plan.ledger?.heldFor(keyOf({ kind, fingerprint, span: clip.span, prompt, weightsHash }), clip.path);
  return held?.text === null && plan.anyway ? undefined : held?.text;
}

/** Null: within the world, or the model does not say what it knows. */
function distanceOf({ world }: Shown): CaptionRecord['outsideWorld'] {
  return world?.outside ? { score: world.score, threshold: world.threshold } : null;
}

interface RecordParts {
  readonly plan: BatchPlan;
  readonly clip: BatchClip;
  readonly shown: Shown;
  readonly asked: Asked;
  /** Null: nothing was written, because the clip is outside the model's world. */
  readonly draft: Draft | null;
  readonly seconds: number;
}

function recordOf({ plan, clip, shown, asked, draft, seconds }: RecordParts): CaptionRecord {
  const { view } = shown;
  return {
    format: 'panda-captions',
    version: 1,
    kind: asked.kind,
    video: { path: clip.path, fingerprint: view.source.fingerprint, durationUs: view.video.durationUs },
    span: clip.span,
    prompt: asked.prompt,
    question: asked.question && { ...asked.question, choices: [...asked.question.choices] },
    text: draft?.text ?? null,
    outsideWorld: distanceOf(shown),
    model: { ...plan.drafter.model },
    frames: { indices: view.frames.map(({ index }) => index), timesUs: view.frames.map(({ timeUs }) => timeUs) },
    sampling: { ...plan.sampling },
    tokens: draft?.tokens.length ?? 0,
    meanLogProb: draft?.meanLogProb ?? null,
    confidence: draft?.confidence ?? null,
    stop: draft && draft.stop !== 'cancelled' ? draft.stop : null,
    warnings: view.video.warnings.map((problem) => ({ code: problem.code, message: sentence(problem) })),
    seconds,
    madeAt: new Date().toISOString(),
  };
}
