/** Which videos a run is about, and in which order. Keeps their ids and nothing else, so that a project may be large. */
import type { RootId, VideoId } from '../../document/ids.ts';
import type { ProjectStore } from '../../store/index.ts';
import { absolutePath, pathBelow } from '../library/place.ts';
import type { RunRequest } from './request.ts';

export type Selection = Pick<RunRequest, 'named' | 'only' | 'limit' | 'shuffleSeed'>;

/** In natural order, or shuffled; excluded videos are never among them. `isWanted`: what `only` asks for. */
export function selectVideos(
  store: ProjectStore,
  { named, limit, shuffleSeed }: Omit<Selection, 'only'>,
  isWanted: (videoId: VideoId) => boolean,
): VideoId[] {
  const paths = new Map<RootId, string>([...store.all('root')].map(({ id, path }) => [id, path]));
  const isNamed = (rootId: RootId, path: string): boolean => {
    if (named === null) return true;
    const absolute = absolutePath({ path: paths.get(rootId) ?? '' }, path);
    return named.some((one) => pathBelow(one, absolute) !== undefined);
  };
  const selected: VideoId[] = [];
  for (const { excluded, id, path, rootId } of store.all('video')) {
    if (!excluded && isNamed(rootId, path) && isWanted(id)) selected.push(id);
    if (shuffleSeed === null && selected.length === limit) break;
  }
  if (shuffleSeed !== null) shuffle(selected, shuffleSeed);
  return limit === null ? selected : selected.slice(0, limit);
}

/** Fisher and Yates, with Mulberry32 (Ettinger, public domain) for its chance: the same seed, the same order. */
function shuffle(list: unknown[], seed: number): void {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  for (let last = list.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [list[last], list[other]] = [list[other], list[last]];
  }
}
