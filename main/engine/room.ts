/**
 * How much memory the caches of a set of jobs take at most: pure arithmetic, so that who may start is decided before
 * anything is allocated. Knows no queue and no priority.
 */
import { bytesPerPosition, type KeyValueCache } from './cache.ts';
import type { Job } from './job.ts';
import { prefixBytes, type Prefix } from './prefixes.ts';

export interface Claim {
  readonly job: Job;
  readonly prefix: Prefix | null;
  /** Own positions to keep memory for. */
  readonly reserved: number;
}

/** Memory that a lane has: rows of jobs that are gone may be among it, and a row does not shrink. */
export interface Allocated {
  readonly bytes: number;
  readonly rowBytes: number;
}

/** Jobs that run together, and how many of them are not in their lane yet. */
export interface LaneClaims {
  readonly claims: readonly Claim[];
  readonly notJoined: number;
  /** What the lane has of own rows, and of prefixes copied side by side. */
  readonly own: Allocated;
  readonly side: Allocated;
}

export const nothingAllocated: Allocated = { bytes: 0, rowBytes: 0 };

export function allocatedOf(cache: KeyValueCache | null): Allocated {
  if (!cache) return nothingAllocated;
  return { bytes: cache.bytes, rowBytes: cache.capacity * bytesPerPosition(cache.shape) };
}

/** Each prefix once, whichever lanes use it, and what each lane has beside. */
export function claimedBytes(lanes: readonly LaneClaims[]): number {
  const prefixes = new Set(lanes.flatMap(({ claims }) => claims.flatMap(({ prefix }) => prefix ?? [])));
  const held = [...prefixes].reduce((sum, prefix) => sum + prefixBytes(prefix), 0);
  return lanes.reduce((sum, lane) => sum + laneBytes(lane), held);
}

/** Own rows, all as long as the longest; and, when there are several prefixes, copies as long as the longest. */
function laneBytes({ claims, notJoined, own, side }: LaneClaims): number {
  const shape = claims[0]?.job.reader.shape;
  if (!shape) return own.bytes + side.bytes;
  const longest = Math.max(...claims.map(({ reserved }) => reserved)) * bytesPerPosition(shape);
  const row = Math.max(longest, own.rowBytes);
  const weights = [...new Set(claims.map(({ prefix }) => prefix))].map((prefix) => (prefix ? prefixBytes(prefix) : 0));
  const copies = weights.length > 1 ? weights.length * Math.max(...weights, side.rowBytes) : 0;
  return Math.max(claims.length * row, own.bytes + notJoined * row) + Math.max(copies, side.bytes);
}
