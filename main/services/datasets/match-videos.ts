/**
 * Which video of a project a record of a data set is about. Paths are compared and never opened, so that what a file says
 * leads nowhere. Knows no format.
 */
import { dirname, join } from 'node:path';
import type { MatchBy } from '../../contract/datasets.ts';
import type { RootId, VideoId } from '../../document/ids.ts';
import { stemOf } from '../../formats/index.ts';
import type { DatasetRecord } from '../../formats/index.ts';
import type { ProjectStore } from '../../store/index.ts';

export type Match =
  { readonly videoId: VideoId; readonly track: string | null } | { readonly why: 'no-video' | 'several-videos' };

type Index = ReadonlyMap<string, VideoId | null>;

export class VideoMatches {
  readonly #store: ProjectStore;
  readonly #by: MatchBy;
  /** By absolute path, by path below the root, by that behind the root's name, each also without ending; null: several. */
  readonly #paths: Index;
  readonly #stems: Index;
  #fingerprints: Index | null = null;

  constructor(store: ProjectStore, by: MatchBy) {
    this.#store = store;
    this.#by = by;
    const roots = new Map<RootId, { name: string; path: string }>(store.list('root').map((root) => [root.id, root]));
    const paths = new Map<string, VideoId | null>();
    const stems = new Map<string, VideoId | null>();
    for (const { id, path, rootId } of store.all('video')) {
      const root = roots.get(rootId);
      for (const whole of root ? [path, `${root.name}/${path}`, join(root.path, path)] : [path]) {
        put(paths, whole, id);
        put(paths, withoutEnding(whole), id);
      }
      put(stems, stemOf(path), id);
    }
    this.#paths = paths;
    this.#stems = stems;
  }

  /** `file`: where the record stands, beside which its video may lie. The track: where the file's name has it. */
  match({ video, content }: Pick<DatasetRecord, 'video' | 'content'>, file: string): Match {
    const { fingerprint, id, path, relativePath, root, stem } = video;
    const found: (VideoId | null | undefined)[] = [];
    if (this.#by === 'id')
      return result(id !== null && this.#store.get('video', id as VideoId) ? (id as VideoId) : undefined);
    if (this.#isBy('fingerprint')) found.push(fingerprint === null ? undefined : this.#byContent().get(fingerprint));
    if (this.#isBy('path')) {
      const paths = [join(dirname(file), stem), root === null ? null : `${root}/${relativePath}`, relativePath, path];
      found.push(...paths.map((one) => (one === null ? undefined : this.#paths.get(one))));
    }
    if (this.#isBy('stem')) found.push(...namesOf(stem).map((name) => this.#stems.get(name)));
    const whole = result(found.find((one) => typeof one === 'string') ?? found.find((one) => one === null));
    if ('videoId' in whole || content.kind !== 'caption') return whole;
    // `clip.en.srt` is of the video `clip`, in the track `en`, which may also stand in the file.
    const dot = stem.lastIndexOf('.');
    if (dot <= 0 || !isOfTrack(stem.slice(dot + 1), content.track)) return whole;
    const shorter = {
      ...video,
      stem: stem.slice(0, dot),
      relativePath: relativePath?.slice(0, dot - stem.length) ?? null,
    };
    const track = stem.slice(dot + 1);
    const match = this.match({ video: shorter, content: { ...content, track } }, file);
    return 'videoId' in match ? { ...match, track } : whole;
  }

  #isBy(by: MatchBy): boolean {
    return this.#by === 'auto' || this.#by === by;
  }

  #byContent(): Index {
    if (this.#fingerprints === null) {
      const fingerprints = new Map<string, VideoId | null>();
      for (const { id } of this.#store.all('video')) {
        const { fingerprint } = this.#store.file(id);
        if (fingerprint !== null) put(fingerprints, fingerprint, id);
      }
      this.#fingerprints = fingerprints;
    }
    return this.#fingerprints;
  }
}

/** A name of a file has not every character that a track may have. */
function isOfTrack(ending: string, track: string | null): boolean {
  return track === null || ending === track.replace(/[/\\]/g, '_');
}

function put(index: Map<string, VideoId | null>, key: string, id: VideoId): void {
  const known = index.get(key);
  index.set(key, known === undefined || known === id ? id : null);
}

function result(found: VideoId | null | undefined): Match {
  if (typeof found === 'string') return { videoId: found, track: null };
  return { why: found === null ? 'several-videos' : 'no-video' };
}

function withoutEnding(path: string): string {
  const stem = stemOf(path.replaceAll('\\', '/'));
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return folder + stem;
}

/** ActivityNet's files are called `v_NAME.mp4`, and its questions are about `NAME`. */
function namesOf(stem: string): string[] {
  return stem.startsWith('v_') ? [stem, stem.slice(2)] : [stem, `v_${stem}`];
}
