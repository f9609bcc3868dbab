/**
 * Which videos have texts beside them in files of their own, told by the files' names alone. Reading them is the
 * business of the formats; here they are only counted, so that they can be offered.
 */
import { readdir } from 'node:fs/promises';
import { basename, dirname, extname } from 'node:path';

export const SIDECAR_ENDINGS = ['txt', 'srt', 'vtt', 'llc'] as const;
export type SidecarEnding = (typeof SIDECAR_ENDINGS)[number];
/** Files of each ending; endings of which there are none are left out. */
export type SidecarCounts = Readonly<Partial<Record<SidecarEnding, number>>>;

/** Reads each video's folder once. A folder that cannot be read has none. */
export async function countSidecars(videos: Iterable<string>): Promise<SidecarCounts> {
  const counts: Partial<Record<SidecarEnding, number>> = {};
  for (const [folder, stems] of stemsByFolder(videos)) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      const ending = SIDECAR_ENDINGS.find((one) => one === extname(name).slice(1).toLowerCase());
      if (ending === undefined || !isBeside(name.slice(0, -ending.length - 1), ending, stems)) continue;
      counts[ending] = (counts[ending] ?? 0) + 1;
    }
  }
  return counts;
}

/** `clip.mp4` is meant by `clip.txt` and `clip.mp4.txt`; subtitles may name a language, and LosslessCut adds `-proj`. */
function isBeside(stem: string, ending: SidecarEnding, stems: ReadonlySet<string>): boolean {
  if (stems.has(stem)) return true;
  if (ending === 'llc') return stem.endsWith('-proj') && stems.has(stem.slice(0, -'-proj'.length));
  if (ending === 'txt') return false;
  const language = /^(.+)\.[a-z]{2,3}([-_][a-z\d]{2,4})?$/i.exec(stem);
  return language?.[1] !== undefined && stems.has(language[1]);
}

function stemsByFolder(videos: Iterable<string>): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  for (const video of videos) {
    const folder = dirname(video);
    const stems = folders.get(folder) ?? new Set<string>();
    folders.set(folder, stems.add(basename(video)).add(basename(video, extname(video))));
  }
  return folders;
}
