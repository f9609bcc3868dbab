/**
 * A benchmark's questions answered by an ordinary batch, so that it goes on where it stopped: videos under way together, all
 * questions about one of them after one look at it. Knows no scores.
 */
import type { Span } from '../../document/time.ts';
import type { BatchClip } from '../batch/clip.ts';
import type { Ledger } from '../batch/ledger.ts';
import { keyOf } from '../batch/record.ts';
import { promptOf } from '../drafting/ask-form.ts';
import { readFingerprint } from '../library/fingerprint.ts';
import type { BenchmarkQuestion } from './benchmark.ts';
import type { FindVideo } from './find-video.ts';

export interface Answered {
  readonly asked: BenchmarkQuestion;
  /** Null: nothing was answered. */
  readonly pred: string | null;
  /** Why. */
  readonly why: 'no-video' | 'not-answered' | null;
}

export interface ClipsToAsk {
  readonly clips: readonly BatchClip[];
  /** By question id. */
  readonly paths: ReadonlyMap<string, string>;
}

export function clipsToAsk(questions: readonly BenchmarkQuestion[], find: FindVideo): ClipsToAsk {
  const clips = new Map<string, BatchClip & { readonly questions: BenchmarkQuestion['question'][] }>();
  const paths = new Map<string, string>();
  for (const { id, video, span, question } of questions) {
    const path = find(video);
    if (path === undefined) continue;
    paths.set(id, path);
    const key = JSON.stringify([path, span]);
    const clip = clips.get(key) ?? { path, relativePath: video.stem, span, prompt: null, questions: [] };
    clips.set(key, clip);
    // The same question under another id has the same answer.
    if (!clip.questions.some((other) => promptOf(other) === promptOf(question))) clip.questions.push(question);
  }
  return { clips: [...clips.values()], paths };
}

interface Held {
  readonly ledger: Ledger;
  readonly weightsHash: string;
  readonly paths: ReadonlyMap<string, string>;
}

/** In the order of the questions, joined by what was asked of which video. */
export async function heldAnswers(
  questions: readonly BenchmarkQuestion[],
  { ledger, weightsHash, paths }: Held,
): Promise<readonly Answered[]> {
  const fingerprints = new Map<string, string | null>();
  const answers: Answered[] = [];
  for (const asked of questions) {
    const path = paths.get(asked.id);
    if (path === undefined) {
      answers.push({ asked, pred: null, why: 'no-video' });
      continue;
    }
    if (!fingerprints.has(path)) fingerprints.set(path, await readFingerprint(path).catch(() => null));
    const fingerprint = fingerprints.get(path) ?? null;
    const pred = fingerprint === null ? undefined : textHeld(asked, { ledger, weightsHash, path, fingerprint });
    answers.push({ asked, pred: pred ?? null, why: typeof pred === 'string' ? null : 'not-answered' });
  }
  return answers;
}

function textHeld(
  { question, span }: { readonly question: BenchmarkQuestion['question']; readonly span: Span | null },
  at: { readonly ledger: Ledger; readonly weightsHash: string; readonly path: string; readonly fingerprint: string },
): string | null | undefined {
  const { ledger, weightsHash, path, fingerprint } = at;
  const key = keyOf({ kind: 'qa', fingerprint, span, prompt: promptOf(question), weightsHash });
  return ledger.heldFor(key, path)?.text;
}
