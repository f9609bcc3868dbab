/** Shows clips to a model and asks it about them as the product does: real files, the product's own drafting. Knows nothing of right and wrong. */
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeVideo } from '../../main/media/index.ts';
import type { Ffmpeg } from '../../main/media/index.ts';
import { inOrder } from '../../main/services/batch/in-order.ts';
import { draft } from '../../main/services/drafting/drafter.ts';
import type { Drafter, Shown } from '../../main/services/drafting/drafter.ts';
import type { Task } from './exam.ts';
import { VIEW_SIZE } from './viewing.ts';
import type { Viewing } from './viewing.ts';

/** Two or three at once, handed over in order. */
export async function* shown<View extends Viewing>(
  viewings: Iterable<View>,
  { ffmpeg, drafter }: { readonly ffmpeg: Ffmpeg; readonly drafter: Drafter },
): AsyncGenerator<{ readonly viewing: View; readonly seen: Shown }> {
  const folder = await mkdtemp(join(tmpdir(), 'panda-exam-'));
  let files = 0;
  const look = async (viewing: View, signal: AbortSignal) => {
    const { source, span, name: fingerprint } = viewing;
    if ('path' in source)
      return { viewing, seen: await drafter.look({ path: source.path, span, fingerprint }, signal) };
    const path = join(folder, `${files++}.mp4`);
    const settings = { width: VIEW_SIZE, height: VIEW_SIZE, fps: source.fps, crf: source.crf, signal };
    await writeVideo(ffmpeg, path, settings, source.frames());
    const seen = await drafter.look({ path, span, fingerprint }, signal);
    await unlink(path);
    return { viewing, seen };
  };
  try {
    yield* inOrder(viewings, { atOnce: 3, work: look, signal: new AbortController().signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the model says to each task: all about one clip at once, and no other clip's, so that a run can be repeated. */
export async function textsOf(tasks: readonly Task[], seen: Shown, drafter: Drafter): Promise<string[]> {
  const sampling = { kind: 'greedy', maxNewTokens: 96 } as const;
  const { signal } = new AbortController();
  const drafts = await Promise.all(
    tasks.map(({ prompt }) => draft(drafter, { shown: seen, prompt, sampling, priority: 'batch' }, signal)),
  );
  return drafts.map(({ text }) => text);
}
