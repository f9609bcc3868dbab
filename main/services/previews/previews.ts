/**
 * What is shown of a video without playing it, and the copy that plays where the video does not: made once, kept in a
 * folder that may be deleted at any time. Knows videos by path and fingerprint, and nothing of projects and windows.
 */
import { availableParallelism } from 'node:os';
import type { Us } from '../../document/time.ts';
import {
  detectShots,
  keyframeGapUs,
  makeFilmStrip,
  makeProxy,
  makeThumbnail,
  probe,
  readFramePrints,
  readWaveform,
} from '../../media/index.ts';
import type { Ffmpeg, FramePrint, Still, VideoInfo, Waveform } from '../../media/index.ts';
import type { FilmStripAsking, ProxyAsking, ThumbnailAsking, WaveformAsking } from './askings.ts';
import { Cache } from './cache.ts';
import type { Key } from './cache.ts';
import {
  packPrints,
  packInfo,
  packStills,
  packTimes,
  packWaveform,
  unpackPrints,
  unpackInfo,
  unpackStills,
  unpackTimes,
  unpackWaveform,
} from './kept.ts';
import { copyOf, keyOf, nameOf, proxyOf } from './keys.ts';
import type { PreviewSource } from './keys.ts';
import { Lane } from './lane.ts';
import type { Ticket } from './lane.ts';
import type { Work } from './making.ts';
import { Makings } from './makings.ts';
import type { Asking } from './makings.ts';

/** What is known before an engine tries to play it. Whether it does is found out by trying, never from this. */
export interface Playability {
  readonly container: string;
  readonly codec: string;
  readonly pixelFormat: string;
  readonly audioCodec: string | null;
  readonly keyframeGapUs: Us;
  /** A click may have to decode more than a second of it. */
  readonly seeksSlowly: boolean;
  /** The copy that plays and seeks fast, where it has been made. */
  readonly proxyPath: string | null;
}

export interface PreviewsOptions {
  readonly ffmpeg: Ffmpeg;
  readonly folder: string;
  readonly limitBytes: number;
  /** How many small things are made at once; one more where a person waits. A film strip may use two processes. */
  readonly atOnce?: number | undefined;
}

const SLOW_GAP_US = 1_000_000;
/** As in a recipe that says nothing else. */
const SHOT_THRESHOLD = 0.3;
const INFOS_KEPT = 64;
/** Higher pictures are read from the video itself: a copy is smaller, and what it left out is seen in them. */
const COPIED_HEIGHT = 240;

interface Once<Made> {
  readonly key: Key;
  readonly make: (
    video: VideoInfo,
    how: { readonly isBackground: boolean; readonly signal: AbortSignal },
  ) => Promise<Made>;
  readonly pack: (made: Made) => Uint8Array;
  readonly unpack: (file: Uint8Array) => Made | undefined;
}

export function openPreviews(options: PreviewsOptions): Previews {
  return new Previews(options);
}

/** All of it throws ProblemErrors of the video and of ffmpeg, the same again for a while, and the reason of the signal. */
export class Previews implements AsyncDisposable {
  readonly #ffmpeg: Ffmpeg;
  readonly #cache: Cache;
  readonly #small: Lane;
  /** A copy takes all the cores it gets, at a low priority of the system. */
  readonly #copies = new Lane(1);
  readonly #makings: Makings;
  readonly #infos = new Map<string, VideoInfo>();

  constructor({ ffmpeg, folder, limitBytes, atOnce = Math.min(4, availableParallelism()) }: PreviewsOptions) {
    this.#ffmpeg = ffmpeg;
    this.#cache = new Cache(folder, limitBytes);
    this.#small = new Lane(atOnce);
    this.#makings = new Makings([this.#small, this.#copies]);
  }

  async thumbnail(source: PreviewSource, asking: ThumbnailAsking): Promise<Still> {
    const { timeUs, height, precision = 'frame' } = asking;
    const key = keyOf(source, 'thumbnail', [timeUs, height, precision], '.still');
    const [kept] = (await this.#read(key, unpackStills)) ?? [];
    if (kept !== undefined) return kept;
    return only(
      this.#makings.make<Still>(nameOf(key, source), asking, async (give, signal, ticket) => {
        const video = await this.#info(await this.#quickest(source, height), ticket, signal);
        const how = { timeUs, height, precision, signal };
        const still = await this.#small.run(ticket, signal, () => makeThumbnail(this.#ffmpeg, video, how));
        give(still);
        await this.#cache.write(key, packStills([still]));
      }),
    );
  }

  /** Pictures as they are made, in the order of time. */
  async *filmStrip(source: PreviewSource, asking: FilmStripAsking): AsyncGenerator<Still, void> {
    const { count, height, isQuick = false } = asking;
    const from = isQuick ? await this.#quickest(source, height) : source;
    const key = keyOf(from, 'film-strip', [count, height, isQuick ? 'quick' : 'all'], '.stills');
    const kept = await this.#read(key, unpackStills);
    if (kept !== undefined) return yield* kept;
    yield* this.#makings.make<Still>(nameOf(key, from), asking, async (give, signal, ticket) => {
      const video = await this.#info(from, ticket, signal);
      const stills: Still[] = [];
      await this.#small.run(ticket, signal, async () => {
        for await (const still of makeFilmStrip(this.#ffmpeg, video, { count, height, isQuick, signal })) {
          stills.push(still);
          give(still);
        }
      });
      await this.#cache.write(key, packStills(stills));
    });
  }

  /** Null where the video has no sound. */
  async waveform(source: PreviewSource, asking: WaveformAsking): Promise<Waveform | null> {
    const { bucketsPerSecond } = asking;
    return this.#once<Waveform | null>(source, asking, {
      key: keyOf(source, 'waveform', [bucketsPerSecond], '.peaks'),
      make: (video, { signal }) => readWaveform(this.#ffmpeg, video, { bucketsPerSecond, signal }),
      ...{ pack: packWaveform, unpack: unpackWaveform },
    });
  }

  /** When another shot begins, ascending, without the first. Decodes all of the video. */
  async shots(source: PreviewSource, asking: Asking = {}): Promise<readonly Us[]> {
    return this.#once<readonly Us[]>(source, asking, {
      key: keyOf(source, 'shots', [SHOT_THRESHOLD], '.json'),
      make: (video, how) => detectShots(this.#ffmpeg, video, { threshold: SHOT_THRESHOLD, ...how }),
      ...{ pack: packTimes, unpack: unpackTimes },
    });
  }

  /** What it shows at a few moments, to be compared with other videos. */
  async framePrints(source: PreviewSource, asking: Asking = {}): Promise<readonly FramePrint[]> {
    return this.#once<readonly FramePrint[]>(source, asking, {
      key: keyOf(source, 'frame-prints', [], '.rgb'),
      make: (video, { signal }) => readFramePrints(this.#ffmpeg, video, { signal }),
      ...{ pack: packPrints, unpack: unpackPrints },
    });
  }

  /** The path of a copy that every engine plays and seeks in fast, with each picture at its own time. */
  async proxy(source: PreviewSource, asking: ProxyAsking = {}): Promise<string> {
    const key = proxyOf(source);
    const kept = await this.#cache.find(key);
    if (kept !== undefined) return kept;
    const making = this.#makings.make<number>(nameOf(key, source), asking, async (give, signal, ticket) => {
      const video = await this.#info(source, ticket, signal);
      await this.#copies.run(ticket, signal, async () => {
        const how = { signal, onProgress: give };
        const made = await this.#cache.place(key, (partial) => makeProxy(this.#ffmpeg, video, partial, how));
        const path = this.#cache.pathOf(key);
        await this.#cache.write(keyOf(copyOf(source, path), 'video', [], '.json'), packInfo({ ...made, path }));
      });
    });
    for await (const share of making) asking.onProgress?.(share);
    return this.#cache.pathOf(key);
  }

  /** What is in the file, with the times of all frames. */
  async info(source: PreviewSource, asking: Asking = {}): Promise<VideoInfo> {
    return this.#asked(source, asking);
  }

  async playability(source: PreviewSource, asking: Asking = {}): Promise<Playability> {
    const video = await this.#asked(source, asking);
    const gapUs = keyframeGapUs(video);
    return {
      container: video.container,
      codec: video.codec,
      pixelFormat: video.pixelFormat,
      audioCodec: video.audio?.codec ?? null,
      keyframeGapUs: gapUs,
      seeksSlowly: gapUs > SLOW_GAP_US,
      proxyPath: (await this.#cache.find(proxyOf(source))) ?? null,
    };
  }

  get folder(): string {
    return this.#cache.folder;
  }

  get limitBytes(): number {
    return this.#cache.limitBytes;
  }

  async sizeBytes(): Promise<number> {
    return this.#cache.sizeBytes();
  }

  /** What is being made meanwhile is kept. */
  async clear(): Promise<void> {
    this.#infos.clear();
    this.#makings.forgetFailures();
    await this.#cache.clear();
  }

  /** Stops what is being made and waits until no process is left. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#makings[Symbol.asyncDispose]();
  }

  /** The copy that was made to be played, where it stands and is large enough: it has the same pictures at the same times. */
  async #quickest(source: PreviewSource, height: number): Promise<PreviewSource> {
    if (height > COPIED_HEIGHT) return source;
    const path = await this.#cache.find(proxyOf(source));
    return path === undefined ? source : copyOf(source, path);
  }

  /** One thing that is made from the video as a whole. */
  async #once<Made>(source: PreviewSource, asking: Asking, { key, make, pack, unpack }: Once<Made>): Promise<Made> {
    const kept = await this.#read(key, unpack);
    if (kept !== undefined) return kept;
    return only(
      this.#makings.make<Made>(nameOf(key, source), asking, async (give, signal, ticket) => {
        const video = await this.#info(source, ticket, signal);
        const how = { isBackground: ticket.priority !== 'now', signal };
        const made = await this.#small.run(ticket, signal, () => make(video, how));
        give(made);
        await this.#cache.write(key, pack(made));
      }),
    );
  }

  /** What is in the file, for a making that is not in a lane yet: it would wait for itself. */
  async #info(source: PreviewSource, ticket: Ticket, signal: AbortSignal): Promise<VideoInfo> {
    return this.#asked(source, { ...ticket, signal }, ticket);
  }

  async #asked(source: PreviewSource, asking: Asking, ticket?: Ticket): Promise<VideoInfo> {
    const key = keyOf(source, 'video', [], '.json');
    const name = nameOf(key, source);
    const known = this.#infos.get(name) ?? (await this.#read(key, (file) => unpackInfo(file, source.path)));
    if (known !== undefined) return this.#remember(name, known);
    const work: Work<VideoInfo> = async (give, signal, turn) => {
      const video = await this.#small.run(turn, signal, () => probe(this.#ffmpeg, source.path, { signal }));
      give(this.#remember(name, video));
      await this.#cache.write(key, packInfo(video));
    };
    return only(this.#makings.make(name, { ...asking, ticket }, work));
  }

  /** The one that was used the longest ago goes. */
  #remember(name: string, video: VideoInfo): VideoInfo {
    this.#infos.delete(name);
    this.#infos.set(name, video);
    const [oldest] = this.#infos.keys();
    if (this.#infos.size > INFOS_KEPT && oldest !== undefined) this.#infos.delete(oldest);
    return video;
  }

  async #read<Kept>(key: Key, unpacked: (file: Uint8Array) => Kept | undefined): Promise<Kept | undefined> {
    const file = await this.#cache.read(key);
    return file && unpacked(file);
  }
}

/** The one thing that is made, when it is also kept. */
async function only<Item>(items: AsyncIterable<Item>): Promise<Item> {
  const [item] = await Array.fromAsync(items);
  if (item === undefined) throw new Error('nothing was made, and no reason given');
  return item;
}
