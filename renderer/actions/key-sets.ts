/** Keys for fingers that know another program: what differs from this one's own keys, by the id of the action. */
import type { KeyName } from '../keys/key.ts';

export const KEY_SETS = ['own', 'losslesscut', 'premiere', 'cvat'] as const;
export type KeySetName = (typeof KEY_SETS)[number];

export type KeySet = Readonly<Record<string, readonly KeyName[]>>;

export const keySets: Readonly<Record<KeySetName, KeySet>> = { own: {}, losslesscut: {}, premiere: {}, cvat: {} };
