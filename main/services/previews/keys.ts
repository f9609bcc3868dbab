/** What previews are known by. Knows nothing of how they are made and kept. */
import type { Key } from './cache.ts';
import { FORMAT } from './kept.ts';

export interface PreviewSource {
  readonly path: string;
  /** Of its content: what the previews are kept by. */
  readonly fingerprint: string;
}

/** What a preview of this kind is kept by. */
export function keyOf(
  { fingerprint }: PreviewSource,
  kind: string,
  how: readonly (string | number)[],
  suffix: string,
): Key {
  return { kind, parts: [FORMAT, fingerprint, ...how], suffix };
}

export function proxyOf(source: PreviewSource): Key {
  return keyOf(source, 'proxy', [], '.mp4');
}

/** As a video of its own. */
export function copyOf({ fingerprint }: PreviewSource, path: string): PreviewSource {
  return { path, fingerprint: `${fingerprint} copy` };
}

/** Two files of the same content are made from each by itself: one of them may be gone. */
export function nameOf({ kind, parts }: Key, { path }: PreviewSource): string {
  return JSON.stringify([kind, ...parts, path]);
}
