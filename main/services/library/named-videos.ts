/**
 * The videos of a project that a person names: by their place on the disk or in the project, one by one or by folder.
 * Knows nothing of what is to be done with them.
 */
import { resolve } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import type { Root, Video } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { placeIn } from './place.ts';
import { otherSpellings } from './spelling.ts';

/** In natural order, each once. Throws `video-not-listed`. */
export function namedVideos(store: ProjectStore, named: readonly string[]): Video[] {
  const roots = [...store.all('root')];
  const places = named.map((name) => ({ name, places: placesOf(roots, name), met: false }));
  const videos: Video[] = [];
  for (const video of store.all('video')) {
    let wanted = false;
    for (const one of places) {
      if (!one.places.some((place) => video.id === place.path || isAt(video, place))) continue;
      one.met = true;
      wanted = true;
    }
    if (wanted) videos.push(video);
  }
  const unmet = places.find(({ met }) => !met);
  if (unmet) throw new ProblemError({ code: 'video-not-listed', path: unmet.name });
  return videos;
}

interface Place {
  readonly root: Root | null;
  /** '' for all of the root. */
  readonly path: string;
}

/** A name may be a place on the disk, a path below any root, or one that begins with the root's name. */
function placesOf(roots: readonly Root[], name: string): Place[] {
  const path = name.replace(/\/+$/, '');
  const onDisk = placeIn(roots, resolve(name));
  const byRoot = roots.flatMap((root) => {
    if (path === root.name) return [{ root, path: '' }];
    return path.startsWith(`${root.name}/`) ? [{ root, path: path.slice(root.name.length + 1) }] : [];
  });
  const places: Place[] = [...(onDisk ? [onDisk] : []), ...byRoot, ...(path === '' ? [] : [{ root: null, path }])];
  return places.flatMap((place) => [
    place,
    ...otherSpellings(place.path).map((spelling) => ({ root: place.root, path: spelling })),
  ]);
}

function isAt(video: Video, place: Place): boolean {
  if (place.root !== null && place.root.id !== video.rootId) return false;
  return place.path === '' || video.path === place.path || video.path.startsWith(`${place.path}/`);
}
