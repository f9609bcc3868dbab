/**
 * How much memory the caches of a set of jobs take at most: pure arithmetic, so that who may start is decided before
 * anything is allocated. Knows no queue and no priority.
 */
import { bytesPerPosition } from './cache.ts';
import type { Job } from './job.ts';
import { prefixBytes, type Prefix } from './prefixes.ts';

export interface Claim {
  readonly job: Job;
  readonly prefix: Prefix | null;
  /** Own positions to keep memory for. */
  readonly reserved: number;
}

/** Jobs that run together, and what their lane has allocated so far of own rows and of prefixes copied side by side. */
export interface LaneClaims {
  readonly claims: readonly Claim[];
  readonly ownBytes: number;
  readonly sideBytes: number;
}

/** Each prefix once, whichever lanes use it, and what each lane has beside. */
export function claimedBytes(lanes: readonly LaneClaims[]): number {
  const prefixes = new Set(lanes.flatMap(({ claims }) => claims.flatMap(({ prefix }) => prefix ?? [])));
  const held = [...prefixes].reduce((sum, prefix) => sum + prefixBytes(prefix), 0);
  return lanes.reduce((sum, lane) => sum + laneBytes(lane), held);
}

/** Own rows, all as long as the longest; and, when there are several prefixes, copies as long as the longest. */
function laneBytes({ claims, ownBytes, sideBytes }: LaneClaims): number {
  const shape = claims[0]?.job.reader.shape;
  if (!shape) return ownBytes + sideBytes;
  const own = claims.length * Math.max(...claims.map(({ reserved }) => reserved)) * bytesPerPosition(shape);
  const weights = [...new Set(claims.map(({ prefix }) => prefix))].map((prefix) => (prefix ? prefixBytes(prefix) : 0));
  const side = weights.length > 1 ? weights.length * Math.max(...weights) : 0;
  return Math.max(own, ownBytes) + Math.max(side, sideBytes);
}
