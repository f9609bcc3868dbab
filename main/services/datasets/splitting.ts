/**
 * Which split of a data set each video is in. A video is in one alone, together with all that is nearly the same and all
 * that is asked to stay together with it. Knows no format.
 */
import { dirname } from 'node:path/posix';
import { Groups } from '../../document/groups.ts';
import type { VideoId } from '../../document/ids.ts';
import type { Split, SplitChoice } from '../../document/splits.ts';
import { splitFor, splitsOf } from '../../document/splits.ts';
import type { ProjectStore } from '../../store/index.ts';

export interface SplitPlan {
  readonly splits: readonly Split[];
  readonly seed: number;
  /** What stays together: each video by itself, those of a folder, or those of which a text has the same in a field. */
  readonly by: { readonly kind: 'source' | 'folder' } | { readonly kind: 'field'; readonly field: string };
}

/** Throws `splits-unreadable`. */
export function splitPlanOf({ by, seed, shares }: SplitChoice): SplitPlan {
  const kept: SplitPlan['by'] = by === 'source' || by === 'folder' ? { kind: by } : { kind: 'field', field: by };
  return { splits: splitsOf(shares), seed, by: kept };
}

/** `near`: groups of videos that are nearly the same. */
export function splitting(
  store: ProjectStore,
  { by, seed, splits }: SplitPlan,
  near: readonly (readonly VideoId[])[],
): (videoId: VideoId) => string {
  // A group is known by its video that was added first, so that what is added later goes where the others are.
  const groups = new Groups<VideoId>();
  for (const [first, ...others] of near) for (const other of others) if (first) groups.join(first, other);
  const firstOf = new Map<string, VideoId>();
  for (const { id, path, rootId } of store.all('video')) {
    const keys =
      by.kind === 'folder' ? [`${rootId} ${dirname(path)}`] : by.kind === 'field' ? valuesOf(store, id, by.field) : [];
    for (const key of keys) {
      const first = firstOf.get(key);
      if (first === undefined) firstOf.set(key, id);
      else groups.join(first, id);
    }
  }
  return (videoId) => splitFor(groups.nameOf(videoId), splits, seed);
}

function valuesOf(store: ProjectStore, videoId: VideoId, field: string): string[] {
  const steps = field.split('.');
  return store.list('item', { videoId }).flatMap(({ extra }) => {
    let value: unknown = extra;
    for (const step of steps) {
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, step)
          ? (value as Record<string, unknown>)[step]
          : undefined;
    }
    return value === undefined || value === null ? [] : [JSON.stringify(value)];
  });
}
