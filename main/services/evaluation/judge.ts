/**
 * A judge is asked about every answer, some at once, until each has a verdict or it is plain that it will get none. What was
 * said before is not asked again.
 */
import { ProblemError } from '../../document/problem.ts';
import { inOrder } from '../batch/in-order.ts';
import { askJudge, wait } from './judge-client.ts';
import type { JudgeEndpoint, Reply } from './judge-client.ts';
import type { JudgeFile } from './judge-file.ts';
import type { JudgePrompts } from './judge-prompts.ts';
import type { Judgement } from './judging.ts';
import { verdictOf } from './verdict.ts';
import type { Verdict } from './verdict.ts';

export interface JudgeJob {
  readonly judgements: readonly Judgement[];
  readonly endpoint: JudgeEndpoint;
  readonly prompts: JudgePrompts;
  readonly file: JudgeFile;
  readonly atOnce: number;
  /** After what is no answer; doubled each time. */
  readonly firstWaitMs: number;
}

export interface Judged {
  readonly judgement: Judgement;
  /** Null: the judge gave none. */
  readonly verdict: Verdict | null;
}

const FAILURES = 6;
/** A judge that is asked by many may say so often; that is no failure. */
const WAITS = 100;
/** An answer that is no verdict may come out otherwise next time, but not for ever. */
const MALFORMED_ATTEMPTS = 3;

/** In the order of the judgements. Throws `judge-unreachable`, `judge-refused`; all that was said until then is kept. */
export async function* judgeAnswers(job: JudgeJob, signal: AbortSignal): AsyncGenerator<Judged> {
  const pause = new Pause();
  const work = async (judgement: Judgement, ended: AbortSignal): Promise<Judged> => {
    const held = job.file.verdict(judgement.key);
    return { judgement, verdict: held ?? (await judge(judgement, { ...job, pause }, ended)) };
  };
  yield* inOrder(job.judgements, { atOnce: job.atOnce, work, signal });
}

/** A judge that says when to come back says it to all who ask. */
class Pause {
  #untilMs = 0;

  extend(ms: number): void {
    this.#untilMs = Math.max(this.#untilMs, Date.now() + ms);
  }

  async over(signal: AbortSignal): Promise<void> {
    for (let left = this.#untilMs - Date.now(); left > 0; left = this.#untilMs - Date.now()) await wait(left, signal);
  }
}

async function judge(
  judgement: Judgement,
  { endpoint, file, firstWaitMs, pause, prompts }: JudgeJob & { readonly pause: Pause },
  signal: AbortSignal,
): Promise<Verdict | null> {
  const { id, key, measure } = judgement;
  const { name, sha256, version } = prompts;
  let [failures, malformed, waits] = [0, 0, 0];
  for (let attempt = 1; ; attempt++) {
    await pause.over(signal);
    const reply = await askJudge(endpoint, judgement, signal);
    const verdict = reply.kind === 'said' ? verdictOf(reply.content, { asksYesNo: measure === 'qa' }) : null;
    await file.append({
      ...{ key, id, measure, attempt, verdict },
      judge: { endpoint: endpoint.url, model: endpoint.model },
      prompts: { name, version, sha256 },
      status: reply.kind === 'failed' ? null : reply.status,
      raw: rawOf(reply),
    });
    if (verdict !== null) return verdict;
    if (reply.kind === 'refused') {
      if (isForAll(reply.status)) throw refused(endpoint, reply);
      return null;
    }
    if (reply.kind === 'said' || reply.kind === 'malformed') {
      if (++malformed >= MALFORMED_ATTEMPTS) return null;
    } else if (reply.kind === 'busy' && reply.waitMs !== null && ++waits < WAITS) pause.extend(reply.waitMs);
    else if (++failures < FAILURES) await wait(firstWaitMs * 2 ** (failures - 1), signal);
    else {
      const cause = reply.kind === 'failed' ? reply.cause : `it says ${reply.status}`;
      throw new ProblemError({ code: 'judge-unreachable', endpoint: endpoint.url, cause });
    }
  }
}

/** What is not sent to be judged is kept short. */
function rawOf(reply: Reply): string {
  if (reply.kind === 'said') return reply.content;
  return (reply.kind === 'failed' ? reply.cause : reply.body).slice(0, 4096).toWellFormed();
}

/** Whether every other question would be refused as well: the key, the address or the model is wrong. */
function isForAll(status: number): boolean {
  return status === 401 || status === 402 || status === 403 || status === 404 || status === 405;
}

function refused({ model, url }: JudgeEndpoint, { body, status }: Extract<Reply, { kind: 'refused' }>): ProblemError {
  const cause = `${status}: ${body.replace(/\s+/g, ' ').slice(0, 300)}`;
  return new ProblemError({ code: 'judge-refused', endpoint: url, model, cause });
}
