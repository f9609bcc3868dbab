/**
 * Which file a benchmark means by a video's name: as its scripts look for it, by the name with `.mp4`, `.avi`, `.mov`, `.mkv`
 * in this order, then other endings; ActivityNet's also as `v_NAME`. Knows nothing of what is asked.
 */
import { resolve } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import type { DatasetVideo } from '../../formats/index.ts';
import { findVideos } from '../library/find-videos.ts';

export type FindVideo = (video: DatasetVideo) => string | undefined;

const ENDINGS = ['mp4', 'avi', 'mov', 'mkv'];

/** Looks through the folder once. Throws what is wrong with the folder. */
export async function videosBelow(folder: string): Promise<FindVideo> {
  const { problems, videos } = await findVideos([resolve(folder)]);
  const [first] = problems;
  if (videos.length === 0 && first) throw new ProblemError(first.problem);
  const byName = new Map<string, string>();
  const inOrder = videos.toSorted((a, b) => rankOf(a.path) - rankOf(b.path));
  for (const { path, relativePath } of inOrder) {
    const below = relativePath.replaceAll('\\', '/');
    for (const name of [below, withoutEnding(below), nameOf(below), withoutEnding(nameOf(below))]) {
      if (!byName.has(name)) byName.set(name, path);
    }
  }
  return ({ relativePath, stem }) => {
    const names = [relativePath, relativePath && withoutEnding(relativePath), stem, `v_${stem}`];
    if (stem.startsWith('v_')) names.push(stem.slice(2));
    return names.map((name) => (name ? byName.get(name) : undefined)).find((path) => path !== undefined);
  };
}

function rankOf(path: string): number {
  const rank = ENDINGS.indexOf(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
  return rank < 0 ? ENDINGS.length : rank;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withoutEnding(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path;
}
