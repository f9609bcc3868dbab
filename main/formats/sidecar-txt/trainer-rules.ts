/** The rules of the trainers for their TOML, as they read it. Knows nothing of how it was written. */
import { readFile } from 'node:fs/promises';
import { parse } from 'smol-toml';
import type { TomlTable, TomlValue } from 'smol-toml';
import type { CheckedFile } from '../format.ts';
import type { Rules } from '../rules.ts';
import { isWholeGroups } from './options.ts';
import type { SidecarOptions } from './options.ts';

/** Others stop musubi-tuner. https://github.com/kohya-ss/musubi-tuner/blob/main/src/musubi_tuner/dataset/config_utils.py */
const MUSUBI_KEYS = new Set([
  ...['caption_extension', 'batch_size', 'num_repeats', 'resolution', 'enable_bucket', 'bucket_no_upscale'],
  ...['skip_corrupted_cache', 'video_directory', 'video_jsonl_file', 'control_directory', 'target_frames'],
  ...['frame_extraction', 'frame_stride', 'frame_sample', 'max_frames', 'cache_directory', 'source_fps'],
]);

interface Toml {
  readonly path: string;
  readonly toml: TomlTable;
  /** Those with text files, as the TOML should name them. */
  readonly folders: ReadonlySet<string>;
}

export async function checkToml(
  { path, staged }: CheckedFile,
  { options, folders, rules }: { options: SidecarOptions; folders: ReadonlySet<string>; rules: Rules },
): Promise<void> {
  // Whole numbers and decimal ones are told apart, as Python does.
  const toml = parse(await readFile(staged, 'utf8'), { integersAsBigInt: true });
  if (options.for === 'musubi-tuner') checkMusubi({ path, toml, folders }, options, rules);
  else checkDiffusion({ path, toml, folders }, rules);
}

function checkMusubi({ path, toml, folders }: Toml, { extension }: SidecarOptions, rules: Rules): void {
  const general = tableOf(toml['general']);
  const datasets = listOf(toml['datasets']).map(tableOf);
  const where = (): string => path;
  rules.hold('caption-extension-is-that-of-the-files', general['caption_extension'] === extension, where);
  rules.hold('resolution-is-two-whole-numbers', isNumbers(general['resolution'], 2), where);
  for (const dataset of datasets) {
    const keys = [...Object.keys(general), ...Object.keys(dataset)];
    rules.hold(
      'musubi-tuner-knows-every-key',
      keys.every((key) => MUSUBI_KEYS.has(key)),
      where,
    );
    const counts = [...listOf(dataset['target_frames']), ...listOf(dataset['max_frames'] ?? [])];
    rules.hold('target-frames-are-nx4plus1', counts.every(isGroups), where);
    const rate = dataset['source_fps'];
    rules.hold('source-fps-is-a-decimal-number', rate === undefined || typeof rate === 'number', where);
  }
  const caches = new Set(datasets.map((dataset) => textOf(dataset['cache_directory'])));
  rules.hold('each-folder-has-a-cache-of-its-own', caches.size === datasets.length, where);
  const named = datasets.map((dataset) => textOf(dataset['video_directory']));
  rules.hold('every-folder-with-captions-is-named-and-no-other', areNamed(folders, named), where);
}

function checkDiffusion({ path, toml, folders }: Toml, rules: Rules): void {
  const where = (): string => path;
  const buckets = listOf(toml['frame_buckets']);
  rules.hold('frame-buckets-are-nx4plus1-with-one-for-images', buckets.every(isGroups) && buckets[0] === 1n, where);
  rules.hold('a-bucket-is-for-videos', buckets.length > 1, where);
  rules.hold(
    'resolutions-are-whole-numbers',
    listOf(toml['resolutions']).every((one) => isNumbers(one, 2)),
    where,
  );
  const named = listOf(toml['directory']).map((directory) => textOf(tableOf(directory)['path']));
  rules.hold('every-folder-with-captions-is-named-and-no-other', areNamed(folders, named), where);
}

function isGroups(value: TomlValue): boolean {
  return typeof value === 'bigint' && isWholeGroups(Number(value));
}

function isNumbers(value: TomlValue | undefined, length: number): boolean {
  const list = listOf(value);
  return list.length === length && list.every((one) => typeof one === 'bigint');
}

function listOf(value: TomlValue | undefined): readonly TomlValue[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function tableOf(value: TomlValue | undefined): TomlTable {
  // Tables have no prototype; lists and times do.
  return typeof value === 'object' && Object.getPrototypeOf(value) === null ? (value as TomlTable) : {};
}

function textOf(value: TomlValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The TOML may name them with what is above them. */
function areNamed(folders: ReadonlySet<string>, named: readonly string[]): boolean {
  const all = [...folders];
  const isOf = (place: string, folder: string): boolean =>
    place !== '' && (folder === '' || place === folder || place.endsWith(`/${folder}`));
  return new Set(named).size === folders.size && all.every((folder) => named.some((place) => isOf(place, folder)));
}
