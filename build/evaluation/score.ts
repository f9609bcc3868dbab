/** Counts what a model said right, and says whether that is enough. Knows no model and no files. */
import { isAnswerRight, isCaptionRight, isProposalRight } from '../../native-models/panda-mini/world/judge.ts';
import type { Blind } from './blind.ts';
import { QUESTION_TYPES } from './exam.ts';
import type { Exam, QuestionType, Task } from './exam.ts';

/** Captions fully right, as shares of clips. */
interface CaptionShares {
  readonly seen: number;
  readonly heldOut: number;
}

export interface Scores {
  /** `seen` and `heldOut`: the short and the dense caption of a clip both right. */
  readonly caption: CaptionShares & {
    readonly short: CaptionShares;
    readonly dense: CaptionShares;
    readonly n: CaptionShares;
  };
  readonly types: Readonly<Record<QuestionType, TypeScore>>;
}

interface TypeScore {
  readonly accuracy: number;
  /** Of the model that knows only the words. */
  readonly blind: number;
  readonly n: number;
}

interface Mistake {
  readonly clip: string;
  readonly type: Task['type'];
  readonly facts: string;
  readonly prompt: string;
  readonly said: string;
}

export const GATE = { seen: 0.9, heldOut: 0.8, type: 0.9, overBlind: 0.2 } as const;

export class Tally {
  readonly mistakes: Mistake[] = [];
  readonly #blind: Blind;
  readonly #captions = { seen: newCaptions(), heldOut: newCaptions() };
  readonly #types = new Map<QuestionType, { n: number; right: number; blind: number }>();

  constructor(blind: Blind) {
    this.#blind = blind;
  }

  /** `texts`: what the model said to each of the exam's tasks. */
  add(exam: Exam, texts: readonly string[]): void {
    const rightCaptions = new Set<string>();
    exam.tasks.forEach((task, index) => {
      const said = texts[index] ?? '';
      const isRight = isTaskRight(exam, task, said);
      if (!isRight) this.#note(exam, task, said);
      if (task.type === 'short' || task.type === 'dense') {
        if (isRight) rightCaptions.add(task.type);
        return;
      }
      const score = this.#types.get(task.type) ?? { n: 0, right: 0, blind: 0 };
      score.n += 1;
      score.right += Number(isRight);
      score.blind += Number(this.#blind(exam, task, said));
      this.#types.set(task.type, score);
    });
    if (!exam.tasks.some(({ type }) => type === 'short')) return;
    const captions = this.#captions[exam.heldOut ? 'heldOut' : 'seen'];
    captions.n += 1;
    captions.short += Number(rightCaptions.has('short'));
    captions.dense += Number(rightCaptions.has('dense'));
    captions.both += Number(rightCaptions.size === 2);
  }

  scores(): Scores {
    const { seen, heldOut } = this.#captions;
    const shares = (kind: 'short' | 'dense' | 'both') => ({
      seen: share(seen[kind], seen.n),
      heldOut: share(heldOut[kind], heldOut.n),
    });
    const n = { seen: seen.n, heldOut: heldOut.n };
    const types = QUESTION_TYPES.map((type) => {
      const { n, right, blind } = this.#types.get(type) ?? { n: 0, right: 0, blind: 0 };
      return [type, { accuracy: share(right, n), blind: share(blind, n), n }] as const;
    });
    return {
      caption: { ...shares('both'), short: shares('short'), dense: shares('dense'), n },
      types: Object.fromEntries(types) as Record<QuestionType, TypeScore>,
    };
  }

  #note({ name, facts }: Exam, { type, prompt }: Task, said: string): void {
    this.mistakes.push({ clip: name, type, facts: Object.values(facts).join(' '), prompt, said });
  }
}

/** What the scores are short of, in words; empty where they are enough. */
export function shortfalls({ caption, types }: Scores): string[] {
  const captions = (['seen', 'heldOut'] as const)
    .filter((kind) => !(caption[kind] >= GATE[kind]))
    .map(
      (kind) => `captions (${kind === 'seen' ? 'seen' : 'held-out'} pairs): ${caption[kind]} is under ${GATE[kind]}`,
    );
  const others = QUESTION_TYPES.flatMap((type) => {
    const { accuracy, blind } = types[type];
    const least = Math.max(GATE.type, blind + GATE.overBlind);
    return accuracy >= least ? [] : [`${type}: ${accuracy} is under ${least.toFixed(4)}`];
  });
  return [...captions, ...others];
}

function isTaskRight({ facts }: Exam, task: Task, said: string): boolean {
  switch (task.type) {
    case 'short':
    case 'dense':
      return isCaptionRight(said, facts, [task.type]);
    case 'span':
      return isCaptionRight(said, facts, [task.track]);
    case 'propose':
      return isProposalRight(said, facts);
    default:
      return isAnswerRight(said, task);
  }
}

function newCaptions() {
  return { n: 0, short: 0, dense: 0, both: 0 };
}

/** To four places; not a number where there was nothing to be right about, which is under every gate. */
function share(part: number, whole: number): number {
  return Math.round((part / whole) * 10_000) / 10_000;
}
