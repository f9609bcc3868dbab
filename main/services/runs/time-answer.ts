/** The time that an answer names, as a span of the video: for questions of the form `time`, where it is the answer itself. */
import { usFromSeconds } from '../../document/time.ts';
import type { Span, Us } from '../../document/time.ts';

const CLOCK = String.raw`(?:(\d{1,2}):)?(\d{1,2}):(\d{2}(?:\.\d+)?)`;
const COUNTED = String.raw`(\d+(?:\.\d+)?)\s*(ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hours?|초|분|시간|秒|分钟?|分鐘|小时|小時)?(?![\p{L}\p{N}:])`;
const TIME = new RegExp(`${CLOCK}|${COUNTED}`, 'giu');

const SECONDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ms|millis)/i, 0.001],
  [/^(?:h|시간|小)/i, 3600],
  [/^(?:m|분|分)/i, 60],
];

/** `at 3 seconds`, `from 0:02 to 0:07`, `2-5 s`: one time is a span without length. Null where none is named, or none of the video. */
export function spanOfAnswer(answer: string, durationUs: Us): Span | null {
  const found = [...answer.matchAll(TIME)].map(([, hours, minutes, rest, count, unit]) => ({
    unit,
    seconds:
      rest === undefined
        ? Number(count) * factorOf(unit)
        : Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(rest),
    isBare: rest === undefined && unit === undefined,
    count: Number(count),
  }));
  const [first, second] = found;
  if (first === undefined) return null;
  // "2 to 5 minutes" says its unit once.
  const from = first.isBare && second?.unit !== undefined ? first.count * factorOf(second.unit) : first.seconds;
  const to = second?.seconds ?? from;
  const span = { fromUs: usFromSeconds(Math.min(from, to)), toUs: usFromSeconds(Math.max(from, to)) };
  return span.fromUs > durationUs ? null : { ...span, toUs: Math.min(span.toUs, durationUs) };
}

function factorOf(unit: string | undefined): number {
  return SECONDS.find(([pattern]) => unit !== undefined && pattern.test(unit))?.[1] ?? 1;
}
