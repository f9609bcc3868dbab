/**
 * Which frames of a clip the model sees, as the official code chooses them. Knows frame counts, rates and times, no files.
 *
 * About one frame a second, spread over the span when that gives too many, every n-th frame when it gives too few.
 */

/** Bounds set on a frame's own time stay on it: 1.16 x 25 is 28.999... in doubles. Ours: the official code cuts to whole seconds. */
const SLACK_FRAMES = 1e-6;

/** A whole clip of constant rate. Ascending frame indices, `min(wanted, frames)` of them. */
export function framePositions({
  fps,
  frames,
  wanted = 8,
}: {
  readonly fps: number;
  readonly frames: number;
  readonly wanted?: number;
}): number[] {
  return positionsBetween({ fps, first: 0, last: frames - 1, wanted });
}

/** A span of seconds of a clip of constant rate. A bound outside the clip means the frame nearest to it. */
export function segmentPositions({
  fps,
  frames,
  startS,
  endS,
  wanted = 8,
}: {
  readonly fps: number;
  readonly frames: number;
  readonly startS: number;
  readonly endS: number;
  readonly wanted?: number;
}): number[] {
  checkSpan(startS, endS);
  const indexAt = (seconds: number) => Math.max(0, Math.min(Math.floor(seconds * fps + SLACK_FRAMES), frames - 1));
  return positionsBetween({ fps, first: indexAt(startS), last: indexAt(endS), wanted });
}

/** A span of a clip of variable rate: from the frame shown at its start to the one shown at its end, by presentation times (ascending). */
export function segmentPositionsByTime({
  fps,
  frameTimesUs,
  startUs,
  endUs,
  wanted = 8,
}: {
  /** The average rate. */
  readonly fps: number;
  readonly frameTimesUs: ArrayLike<number>;
  readonly startUs: number;
  readonly endUs: number;
  readonly wanted?: number;
}): number[] {
  checkSpan(startUs, endUs);
  const [first, last] = [frameShownAt(frameTimesUs, startUs), frameShownAt(frameTimesUs, endUs)];
  return positionsBetween({ fps, first, last, wanted });
}

/** `first` and `last` are frame indices, both within the span. */
export function positionsBetween({
  fps,
  first,
  last,
  wanted,
}: {
  readonly fps: number;
  readonly first: number;
  readonly last: number;
  readonly wanted: number;
}): number[] {
  const count = last - first + 1;
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`frames ${first} to ${last} are no span`);
  if (count === 1 || wanted === 1) return [first];
  if (!(fps > 0)) throw new RangeError(`a clip of several frames has a rate, not ${fps}`);

  const second = Math.max(1, roundHalfToEven(fps)); // the official code fails where this is 0
  const candidates = Math.floor((count - 1) / second) + 1;
  if (candidates >= wanted) return linspaceFloors(candidates, wanted).map((candidate) => first + candidate * second);
  const some = Math.min(wanted, count);
  const step = Math.max(1, Math.floor((count - 1) / (some - 1)));
  return Array.from({ length: some }, (_, index) => first + index * step);
}

/** The last frame whose time has come; before the first frame, the first. */
function frameShownAt(frameTimesUs: ArrayLike<number>, timeUs: number): number {
  let shown = 0;
  let after = frameTimesUs.length;
  while (after - shown > 1) {
    const middle = (shown + after) >> 1;
    if ((frameTimesUs[middle] ?? 0) <= timeUs) shown = middle;
    else after = middle;
  }
  return shown;
}

/** floor(linspace(0, count - 1, wanted)), in numpy's order of operations. */
function linspaceFloors(count: number, wanted: number): number[] {
  const step = (count - 1) / (wanted - 1);
  return Array.from({ length: wanted }, (_, index) => (index === wanted - 1 ? count - 1 : Math.floor(index * step)));
}

/** Python's `round`: 12.5 is 12, 13.5 is 14. */
function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest === 0.5) return floor % 2 === 0 ? floor : floor + 1;
  return rest < 0.5 ? floor : floor + 1;
}

function checkSpan(start: number, end: number): void {
  if (!(start <= end)) throw new RangeError(`a span cannot go from ${start} to ${end}`);
}
