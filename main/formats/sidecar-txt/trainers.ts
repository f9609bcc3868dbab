/**
 * What the trainers want beside the text files: a TOML that names each folder, since none of them looks into folders below.
 * https://github.com/kohya-ss/musubi-tuner/blob/main/docs/dataset_config.md
 * https://github.com/tdrussell/diffusion-pipe/blob/main/examples/dataset.toml
 */
import type { DatasetVideo } from '../record.ts';
import { framesOf } from './options.ts';
import type { SidecarOptions } from './options.ts';

/** Those that musubi-tuner looks for, in small or in capital letters. */
const MUSUBI_ENDINGS = ['mp4', 'webm', 'avi', 'mkv', 'mov', 'flv', 'wmv', 'm4v', 'mpg', 'mpeg'];

/** The TOML's name; null: the trainer has none for a data set, or is none. */
export function tomlName(options: SidecarOptions): string | null {
  return options.for === 'musubi-tuner' || options.for === 'diffusion-pipe' ? `${options.for}.toml` : null;
}

/** `folders`: those with videos, below the data set, with `/`; empty: the data set's own. */
export function tomlOf(options: SidecarOptions, folders: readonly string[]): string {
  const places = folders.map((folder) => within(options.directory, folder));
  return options.for === 'musubi-tuner' ? musubiToml(options, places) : diffusionToml(options, places);
}

function musubiToml(options: SidecarOptions, places: readonly string[]): string {
  const { extension, extraction, sourceFps, directory } = options;
  // Without a point the trainer refuses it.
  const rate = sourceFps === '' ? [] : [`source_fps = ${sourceFps.includes('.') ? sourceFps : `${sourceFps}.0`}`];
  const general = [
    '[general]',
    `resolution = [${options.resolution.replace('x', ', ')}]`,
    `caption_extension = ${JSON.stringify(extension)}`,
    'batch_size = 1',
    'enable_bucket = true',
    'bucket_no_upscale = false',
  ];
  const datasets = places.map((place, index) => [
    '',
    '[[datasets]]',
    `video_directory = ${JSON.stringify(place)}`,
    // One for each, outside of the folders of videos.
    `cache_directory = ${JSON.stringify(within(directory, `.musubi-cache/${index}`))}`,
    extraction === 'full'
      ? `max_frames = ${framesOf(options).at(-1)}`
      : `target_frames = [${framesOf(options).join(', ')}]`,
    `frame_extraction = ${JSON.stringify(extraction)}`,
    ...rate,
  ]);
  return [...general, ...datasets.flat(), ''].join('\n');
}

function diffusionToml(options: SidecarOptions, places: readonly string[]): string {
  // Images have a bucket of their own, which the trainer adds where it is not there.
  const buckets = [...new Set([1, ...framesOf(options)])];
  const head = [
    `resolutions = [[${options.resolution.replace('x', ', ')}]]`,
    'enable_ar_bucket = true',
    'min_ar = 0.5',
    'max_ar = 2.0',
    'num_ar_buckets = 7',
    `frame_buckets = [${buckets.join(', ')}]`,
  ];
  const directories = places.map((place) => [
    '',
    '[[directory]]',
    `path = ${JSON.stringify(place)}`,
    'num_repeats = 1',
  ]);
  return [...head, ...directories.flat(), ''].join('\n');
}

function within(directory: string, folder: string): string {
  return [directory.replace(/\/+$/, ''), folder].filter((part) => part !== '').join('/') || '.';
}

/** Whether the trainer takes the file for a video at all. `name`: with its ending. */
export function isVideoFor(options: SidecarOptions, name: string): boolean {
  const ending = name.slice(name.lastIndexOf('.') + 1);
  if (options.for === 'musubi-tuner') {
    return MUSUBI_ENDINGS.some((one) => ending === one || ending === one.toUpperCase());
  }
  // Moving WebP pictures stop diffusion-pipe.
  return options.for !== 'diffusion-pipe' || ending.toLowerCase() !== 'webp';
}

/** Whether it has the frames that the trainer takes at least; a shorter one is dropped without a word. */
export function isLongEnough(options: SidecarOptions, { frameCount, fps, durationUs }: DatasetVideo): boolean {
  if (tomlName(options) === null || options.extraction === 'full') return true;
  const counts = framesOf(options);
  // A video never goes into diffusion-pipe's bucket of images.
  const least = options.for === 'diffusion-pipe' ? (counts.find((count) => count > 1) ?? Infinity) : (counts[0] ?? 1);
  const frames =
    frameCount ?? (fps !== null && durationUs !== null ? Math.round((durationUs / 1_000_000) * fps) : null);
  return frames === null || frames >= least;
}
