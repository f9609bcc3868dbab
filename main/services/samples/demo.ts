/**
 * The demonstration: captions and questions the sample clips by an ordinary batch, and holds what the model said against
 * what is true, both read when it runs.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ATTRIBUTES, valuesOf } from '../../../native-models/panda-mini/world/facts.ts';
import type { Facts } from '../../../native-models/panda-mini/world/facts.ts';
import { isAnswerRight, isCaptionRight } from '../../../native-models/panda-mini/world/judge.ts';
import { captionOf } from '../../../native-models/panda-mini/world/language.ts';
import type { Span } from '../../document/time.ts';
import type { BatchClip } from '../batch/clip.ts';
import { openLedger } from '../batch/ledger.ts';
import type { BatchEvent } from '../batch/plan.ts';
import type { CaptionRecord } from '../batch/record.ts';
import { runBatch } from '../batch/run.ts';
import { CAPTION_PROMPT } from '../drafting/ask-form.ts';
import type { Drafter } from '../drafting/drafter.ts';
import { writeDataset } from './dataset.ts';
import { readGroundTruth } from './ground-truth.ts';
import type { TrueScene } from './ground-truth.ts';

export interface Verdict {
  readonly file: string;
  /** Null: the whole clip. */
  readonly span: Span | null;
  readonly kind: CaptionRecord['kind'];
  /** The question; for a caption, what was asked for it. */
  readonly asked: string;
  readonly said: string;
  /** A right caption where the model's may be worded otherwise. */
  readonly truth: string;
  readonly right: boolean;
}

export interface Demonstration {
  readonly verdicts: readonly Verdict[];
  /** What was written, in the order to look at it. */
  readonly files: readonly string[];
}

interface Demo {
  readonly drafter: Drafter;
  readonly samples: string;
  readonly out: string;
}

/** An answer is one or two words; this is the longest caption several times over. */
const MAX_NEW_TOKENS = 96;

/** Yields the batch's own events; returns what they came to. What an earlier demonstration wrote is written anew. */
export async function* runDemo(
  { drafter, samples, out }: Demo,
  signal: AbortSignal,
): AsyncGenerator<BatchEvent, Demonstration> {
  const truth = await readGroundTruth(samples);
  const records = join(out, 'records.jsonl');
  await rm(records, { force: true });
  await using ledger = await openLedger(records);
  const plan = {
    drafter,
    clips: truth.map((scene) => asked(samples, scene)),
    problems: [],
    sampling: { kind: 'greedy', maxNewTokens: MAX_NEW_TOKENS } as const,
    ledger,
    sidecars: null,
    framesFolder: null,
    policy: 'append' as const,
    anyway: true,
  };
  const written: CaptionRecord[] = [];
  for await (const event of runBatch(plan, signal)) {
    if (event.event === 'item') written.push(...event.records);
    yield event;
  }
  const files = await writeDataset({ records: written, samples, out });
  return { verdicts: truth.flatMap((scene) => verdictsOf(samples, scene, written)), files: [...files, records] };
}

function asked(samples: string, { file, span, questions }: TrueScene): BatchClip {
  return {
    path: join(samples, file),
    relativePath: file,
    span,
    prompt: CAPTION_PROMPT,
    questions: questions.map(({ id, question, form, topic, choices }) => ({
      id,
      text: question,
      form,
      topic,
      choices: choices ?? [],
    })),
  };
}

/** A clip that failed has no record, and so no verdict: the batch has said why. */
function verdictsOf(samples: string, scene: TrueScene, records: readonly CaptionRecord[]): Verdict[] {
  const { file, span, facts, questions } = scene;
  return records
    .filter((record) => record.video.path === join(samples, file) && record.span?.fromUs === span?.fromUs)
    .flatMap(({ kind, prompt, question, text }) => {
      const said = text ?? '';
      const verdict = { file, span, kind, asked: prompt, said };
      if (question === null) return [{ ...verdict, truth: stated(facts), right: isCaptionRight(said, facts) }];
      const truth = questions.find(({ id }) => id === question.id);
      return truth
        ? [{ ...verdict, asked: question.text, truth: truth.answer, right: isAnswerRight(said, truth) }]
        : [];
    });
}

/** A label that somebody changed to what the world does not have is shown as it stands. */
function stated(facts: Facts): string {
  const isKnown = ATTRIBUTES.every((attribute) => valuesOf[attribute].includes(facts[attribute]));
  return isKnown ? captionOf(facts, 'short') : ATTRIBUTES.map((attribute) => facts[attribute]).join(', ');
}
