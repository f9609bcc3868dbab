/**
 * How this program starts its engine: forked, unless a face that cannot fork has said otherwise. Knows no model.
 */
import { forkEngine } from '../../engine/index.ts';
import type { SpawnEngine } from '../../engine/index.ts';

let way: SpawnEngine = forkEngine;

/** To be said once, before anything is asked of a model. */
export function startEnginesBy(other: SpawnEngine): void {
  way = other;
}

export const spawnEngine: SpawnEngine = () => way();
