/**
 * Which videos show nearly the same: another size, encoding, rate or container of it. Compares pictures that lie the same
 * way in each; two are near when nearly all of theirs are. Knows nothing of files.
 */
import { Groups } from '../../document/groups.ts';
import { PRINT_COLUMNS, PRINT_ROWS } from '../../media/index.ts';
import type { FramePrint } from '../../media/index.ts';

export interface Printed<Id extends string> {
  readonly id: Id;
  readonly prints: readonly FramePrint[];
}

/** Of 255, over all fields and in the field that differs most: re-encoding moves 2 and 20, a thing elsewhere 5 and 150. */
const NEAR_MEAN = 8;
const NEAR_LARGEST = 48;
/** Of 255, between the darkest and the brightest field: a flat picture, as at the ends of many videos, is no likeness. */
const FLAT_RANGE = 12;
const LEAST_COMPARED = 3;
const NEAR_SHARE = 0.75;

/** So that ten thousand clips of one still camera are not each compared with all others. */
const MOST_OF_A_GROUP = 32;

/** Groups of two and more, in the order of the first of each. */
export function nearDuplicates<Id extends string>(videos: readonly Printed<Id>[]): Id[][] {
  const groups = new Groups<Id>();
  const buckets = new Map<string, Printed<Id>[]>();
  for (const video of videos) {
    const compared = new Set<Id>();
    for (const bucket of bucketsOf(video)) {
      const members = buckets.get(bucket) ?? [];
      buckets.set(bucket, members);
      for (const other of members) {
        if (compared.has(other.id)) continue;
        compared.add(other.id);
        if (!groups.areOne(video.id, other.id) && areNear(video, other)) groups.join(other.id, video.id);
      }
      const ofGroup = members.filter(({ id }) => groups.areOne(id, video.id)).length;
      if (ofGroup < MOST_OF_A_GROUP) members.push(video);
    }
  }
  const order = new Map(videos.map(({ id }, at) => [id, at]));
  const placeOf = (id: Id | undefined): number => (id === undefined ? 0 : (order.get(id) ?? 0));
  return groups
    .list()
    .map((group) => group.toSorted((a, b) => placeOf(a) - placeOf(b)))
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b));
}

function areNear({ prints: a }: Printed<string>, { prints: b }: Printed<string>): boolean {
  let [compared, near] = [0, 0];
  for (const [moment, print] of a.entries()) {
    const other = b[moment];
    if (other === undefined || isFlat(print) || isFlat(other)) continue;
    compared++;
    if (lookAlike(print, other)) near++;
  }
  return compared >= LEAST_COMPARED && near / compared >= NEAR_SHARE;
}

function lookAlike(a: FramePrint, b: FramePrint): boolean {
  let [sum, largest] = [0, 0];
  for (let at = 0; at < a.length; at++) {
    const apart = Math.abs((a[at] ?? 0) - (b[at] ?? 0));
    sum += apart;
    largest = Math.max(largest, apart);
  }
  return sum < NEAR_MEAN * a.length && largest < NEAR_LARGEST;
}

function isFlat(print: FramePrint): boolean {
  let [darkest, brightest] = [255, 0];
  for (const value of greyOf(print)) [darkest, brightest] = [Math.min(darkest, value), Math.max(brightest, value)];
  return brightest - darkest < FLAT_RANGE;
}

/**
 * Two that look alike nearly always share one of these: for each moment, in each row, which fields are clearly brighter
 * than the one to their left (the difference hash of images, a row at a time, with noise left out).
 */
function* bucketsOf({ prints }: Printed<string>): Generator<string> {
  for (const [moment, print] of prints.entries()) {
    if (isFlat(print)) continue;
    const grey = greyOf(print);
    for (let row = 0; row < PRINT_ROWS; row++) {
      let bits = 0;
      for (let column = 1; column < PRINT_COLUMNS; column++) {
        const at = row * PRINT_COLUMNS + column;
        const step = (grey[at] ?? 0) - (grey[at - 1] ?? 0);
        bits = bits * 3 + (step > CLEAR_STEP ? 2 : step < -CLEAR_STEP ? 1 : 0);
      }
      if (bits !== 0) yield `${moment} ${row} ${bits}`;
    }
  }
}

const CLEAR_STEP = 10;

/** Rec. 601. */
function greyOf(print: FramePrint): Float32Array {
  const grey = new Float32Array(print.length / 3);
  for (let at = 0; at < grey.length; at++)
    grey[at] = 0.299 * (print[3 * at] ?? 0) + 0.587 * (print[3 * at + 1] ?? 0) + 0.114 * (print[3 * at + 2] ?? 0);
  return grey;
}
