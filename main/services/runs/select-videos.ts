/** Which videos a run is about, and in which order. Keeps their ids and nothing else, so that a project may be large. */
import type { VideoId } from '../../document/ids.ts';
import type { ProjectStore } from '../../store/index.ts';
import { wantedVideos } from '../library/wanted-videos.ts';
import type { RunRequest } from './request.ts';

/** In natural order, or shuffled; excluded videos are never among them. Throws `video-not-listed`, `query-unreadable`. */
export function selectVideos(
  store: ProjectStore,
  { limit, named, only, shuffleSeed }: Pick<RunRequest, 'named' | 'only' | 'limit' | 'shuffleSeed'>,
  isWanted: (videoId: VideoId) => boolean,
): VideoId[] {
  const selected: VideoId[] = [];
  const isAll = named === null && only === null;
  for (const { excluded, id } of isAll ? store.all('video') : wantedVideos(store, { named: named ?? [], only })) {
    if (shuffleSeed === null && selected.length === limit) break;
    if (!excluded && isWanted(id)) selected.push(id);
  }
  if (shuffleSeed !== null) shuffle(selected, shuffleSeed);
  return limit === null ? selected : selected.slice(0, limit);
}

/** Fisher and Yates, with Mulberry32 (Ettinger, public domain) for its chance: the same seed, the same order. */
function shuffle(list: VideoId[], seed: number): void {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  for (let last = list.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [list[last], list[other]] = [list[other] as VideoId, list[last] as VideoId];
  }
}
