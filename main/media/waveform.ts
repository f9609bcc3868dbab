/** How loud a video is over time, for a drawing of it. Streams: memory holds the result and one piece of sound. */
import { ProblemError } from '../document/problem.ts';
import { causeOf } from './cause.ts';
import { PICTURES, startCommand } from './command.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { chunksOf } from './picture-form.ts';
import type { ReadOptions } from './report.ts';
import { ownClock, soundFilter } from './sound.ts';
import { checkFile, ffmpegName } from './source.ts';
import type { VideoInfo } from './video-info.ts';

export interface Waveform {
  readonly bucketsPerSecond: number;
  /** Lowest and highest sample of each bucket, -128 to 127, the first bucket from the video's first frame on. */
  readonly peaks: Int8Array;
}

export interface WaveformOptions extends ReadOptions {
  readonly bucketsPerSecond: number;
}

/** Above it nobody hears anything. Below it what is loud would be lost: hiss is. */
const HIGHEST_RATE = 48_000;

/** Null where the video has no sound. Throws `sound-unreadable`, `ffmpeg-stalled`, `video-missing`, `video-unreadable`. */
export async function readWaveform(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  { bucketsPerSecond, signal, idleMs }: WaveformOptions,
): Promise<Waveform | null> {
  const { audio, path } = video;
  if (audio === null) return null;
  await checkFile(path);
  const rate = audio.sampleRate > 0 ? Math.min(audio.sampleRate, HIGHEST_RATE) : HIGHEST_RATE;
  const command = startCommand(ffmpeg, {
    input: { from: ffmpegName(path), options: ownClock(video) },
    filter: `${soundFilter(video, { rate, layout: 'mono' })}[sound]`,
    outputs: [
      {
        to: PICTURES,
        options: [
          ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-nostats', '-map', '[sound]'],
          ...['-c:a', 'pcm_s16le', '-f', 's16le'],
        ],
      },
    ],
    signal,
    idleMs,
  });
  const peaks = new Peaks(rate / bucketsPerSecond);
  for await (const chunk of chunksOf(command.pictures)) peaks.add(chunk);
  const { outcome, complaints, idleS } = await command.end;
  signal?.throwIfAborted();
  if (outcome === 'silent') throw new ProblemError({ code: 'ffmpeg-stalled', path, idleS });
  const found = peaks.all();
  // Half of a damaged sound is better than none.
  if (outcome === 'failed' && found.length === 0)
    throw new ProblemError({ code: 'sound-unreadable', path, cause: causeOf(complaints) });
  return found.length === 0 ? null : { bucketsPerSecond, peaks: found };
}

/** Takes 16-bit samples in pieces of any length; a bucket may have a fraction of a sample more or less than another. */
class Peaks {
  readonly #samplesPerBucket: number;
  readonly #done: number[] = [];
  #half: number | undefined;
  #seen = 0;
  #low = 0;
  #high = 0;
  #isOpen = false;

  constructor(samplesPerBucket: number) {
    this.#samplesPerBucket = samplesPerBucket;
  }

  add(chunk: Uint8Array): void {
    const bytes = this.#half === undefined ? chunk : Buffer.concat([Uint8Array.of(this.#half), chunk]);
    this.#half = bytes.length % 2 === 0 ? undefined : bytes.at(-1);
    const count = bytes.length >> 1;
    const samples = new DataView(bytes.buffer, bytes.byteOffset, count * 2);
    for (let i = 0; i < count;) {
      const bucketEnd = Math.ceil((this.#done.length / 2 + 1) * this.#samplesPerBucket);
      const end = Math.min(count, i + bucketEnd - this.#seen);
      this.#seen += end - i;
      for (; i < end; i++) {
        const sample = samples.getInt16(2 * i, true);
        if (!this.#isOpen) {
          this.#low = this.#high = sample;
          this.#isOpen = true;
        } else if (sample < this.#low) this.#low = sample;
        else if (sample > this.#high) this.#high = sample;
      }
      if (this.#seen >= bucketEnd) this.#close();
    }
  }

  all(): Int8Array {
    if (this.#isOpen) this.#close();
    return Int8Array.from(this.#done);
  }

  #close(): void {
    if (this.#isOpen) this.#done.push(toByte(this.#low), toByte(this.#high));
    this.#isOpen = false;
  }
}

function toByte(sample: number): number {
  return Math.max(-128, Math.min(127, Math.round(sample / 256)));
}
