/** From what a person named, and listed, to the clips of a batch: each once, in the order given, folders in natural order. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Problem } from '../../document/problem.ts';
import type { Question } from '../../document/question.ts';
import { findVideos } from '../library/find-videos.ts';
import type { BatchClip } from './clip.ts';
import type { ListedClip } from './work-list.ts';

export interface CollectedClips {
  readonly clips: readonly BatchClip[];
  readonly problems: readonly { readonly path: string; readonly problem: Problem }[];
}

interface Wanted {
  readonly named: readonly string[];
  readonly listed: readonly ListedClip[];
  /** For every clip that the list gives none of its own; null: no captions. */
  readonly prompt: string | null;
  readonly questions: readonly Question[];
}

export async function collectClips({ named, listed, prompt, questions }: Wanted): Promise<CollectedClips> {
  const found = await findVideos(named);
  const clips: BatchClip[] = found.videos.map((video) => ({ ...video, span: null, prompt, questions }));
  const problems = [...found.problems];
  for (const row of listed) {
    const own = { span: row.span, prompt: prompt === null ? null : (row.prompt ?? prompt), questions };
    if (await isFolder(row.path)) {
      const inFolder = await findVideos([row.path]);
      clips.push(...inFolder.videos.map((video) => ({ ...video, ...own })));
      problems.push(...inFolder.problems);
    } else clips.push({ path: row.path, relativePath: basename(row.path), ...own });
  }
  return { clips: withoutRepeats(clips), problems };
}

function withoutRepeats(clips: readonly BatchClip[]): BatchClip[] {
  const once = new Map(clips.map((clip) => [JSON.stringify([clip.path, clip.span, clip.prompt]), clip]));
  return [...once.values()];
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false, // what is wrong with it is said when it is opened as a video
  );
}
