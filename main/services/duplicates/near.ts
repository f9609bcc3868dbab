/**
 * Which videos show nearly the same: another size, encoding, rate or container of it. Compares hashes of frames that lie
 * the same way in each; two are near when nearly all of their frames are. Knows nothing of files.
 */
import type { FrameHash } from '../../media/index.ts';
import { Groups } from '../../document/groups.ts';

export interface Hashed<Id extends string> {
  readonly id: Id;
  readonly hashes: readonly FrameHash[];
}

/** Of 64 bits. Re-encoding moves one to four, another video of the same kind twenty and more. */
const FAR_BITS = 8;
/** Flat pictures are not compared: black at both ends is no likeness. */
const LEAST_COMPARED = 3;
const NEAR_SHARE = 0.75;

const BAND_BITS = 8n;
const BANDS = 8;
/** So that ten thousand clips of one still camera are not each compared with all others. */
const MOST_OF_A_GROUP = 32;

/** Groups of two and more, in the order of the first of each. */
export function nearDuplicates<Id extends string>(videos: readonly Hashed<Id>[]): Id[][] {
  const groups = new Groups<Id>();
  const buckets = new Map<string, Hashed<Id>[]>();
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
  return groups
    .list()
    .map((group) => group.toSorted((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)))
    .toSorted(([a], [b]) => (order.get(a as Id) ?? 0) - (order.get(b as Id) ?? 0));
}

function areNear({ hashes: a }: Hashed<string>, { hashes: b }: Hashed<string>): boolean {
  let [compared, near] = [0, 0];
  for (const [moment, hash] of a.entries()) {
    const other = b[moment] ?? null;
    if (hash === null || other === null) continue;
    compared++;
    if (bitsOf(hash ^ other) < FAR_BITS) near++;
  }
  return compared >= LEAST_COMPARED && near / compared >= NEAR_SHARE;
}

/** Two hashes that differ in fewer bits than there are bands are the same in at least one band. */
function* bucketsOf({ hashes }: Hashed<string>): Generator<string> {
  for (const [moment, hash] of hashes.entries()) {
    if (hash === null) continue;
    for (let band = 0; band < BANDS; band++) {
      yield `${moment} ${band} ${(hash >> (BigInt(band) * BAND_BITS)) & 0xffn}`;
    }
  }
}

function bitsOf(value: bigint): number {
  let count = 0;
  for (let half of [Number(value & 0xffff_ffffn), Number(value >> 32n)]) {
    for (; half !== 0; half = (half & (half - 1)) >>> 0) count++;
  }
  return count;
}
