/** What the window needs to play a video and to draw its timeline. Knows no text. */
import type { FilmPicture, Playing, Waveform } from '../../contract/library.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Video } from '../../document/records.ts';
import type { Us } from '../../document/time.ts';
import { sourceOf } from '../resources/source.ts';
import type { Desk } from './context.ts';
import { telling } from './telling.ts';

/** Enough for a timeline that shows ten seconds across a large screen. */
const PEAKS_PER_SECOND = 100;

/** A film strip across a large screen, in pixels; its pictures are also shown larger, under the pointer. */
const STRIP = { width: 1200, height: 40 };
const STRIP_PICTURE_HEIGHT = 120;

export async function frameTimes(desk: Desk, video: Video, signal: AbortSignal | undefined): Promise<readonly Us[]> {
  const source = await sourceOf(desk.project.store, video);
  return (await desk.previews.info(source, { priority: 'now', signal })).frameTimesUs;
}

/** So many that a power of two of them fills the strip: it is divided so when it is zoomed. */
export async function* filmStrip(desk: Desk, video: Video, signal: AbortSignal): AsyncGenerator<FilmPicture, void> {
  const source = await sourceOf(desk.project.store, video);
  const { height, width } = await desk.previews.info(source, { priority: 'now', signal });
  const count = 2 ** Math.max(0, Math.round(Math.log2((STRIP.width * height) / (STRIP.height * width))));
  const asking = { count, height: STRIP_PICTURE_HEIGHT, isQuick: true, priority: 'soon', signal } as const;
  for await (const { jpeg, timeUs } of desk.previews.filmStrip(source, asking)) {
    yield { timeUs, jpeg: Buffer.from(jpeg).toString('base64') };
  }
}

export async function waveform(desk: Desk, video: Video, signal: AbortSignal | undefined): Promise<Waveform | null> {
  const source = await sourceOf(desk.project.store, video);
  const made = await desk.previews.waveform(source, { priority: 'now', signal, bucketsPerSecond: PEAKS_PER_SECOND });
  return made && { perSecond: made.bucketsPerSecond, peaks: Array.from(made.peaks) };
}

export async function shots(desk: Desk, video: Video, signal: AbortSignal | undefined): Promise<readonly Us[]> {
  return desk.previews.shots(await sourceOf(desk.project.store, video), { priority: 'soon', signal });
}

interface Player {
  readonly video: Video;
  /** This browser could not show the file. */
  readonly unplayable: boolean;
}

/** A file that plays, and seeks slowly, is played until its proxy stands; that there can be none is then nobody's trouble. */
export async function* playing(
  desk: Desk,
  { video, unplayable }: Player,
  signal: AbortSignal,
): AsyncGenerator<Playing, void> {
  const source = await sourceOf(desk.project.store, video);
  const { proxyPath, seeksSlowly } = await desk.previews.playability(source, { priority: 'now', signal });
  if (proxyPath !== null) {
    yield { kind: 'proxy' };
    return;
  }
  if (!unplayable) yield { kind: 'original', slow: seeksSlowly };
  if (!unplayable && !seeksSlowly) return;
  if (unplayable) yield { kind: 'waiting', share: 0 };
  try {
    const shares = telling<{ event: 'progress'; share: number }>(signal, async (tell, ended) => {
      const onProgress = (share: number): void => tell({ event: 'progress', share });
      const priority = unplayable ? 'now' : 'soon';
      await desk.previews.proxy(source, { priority, signal: ended, onProgress });
    });
    for await (const { share } of shares) if (unplayable) yield { kind: 'waiting', share };
    yield { kind: 'proxy' };
  } catch (error) {
    if (!(error instanceof ProblemError) || signal.aborted) throw error;
    if (unplayable) yield { kind: 'failed', problem: error.problem };
  }
}
