/** Puts a model to its exams as the product does: real files, the product's own drafting. Knows nothing of right and wrong. */
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeVideo } from '../../main/media/index.ts';
import type { Ffmpeg } from '../../main/media/index.ts';
import { inOrder } from '../../main/services/batch/in-order.ts';
import { draft } from '../../main/services/drafting/drafter.ts';
import type { Drafter, Shown } from '../../main/services/drafting/drafter.ts';
import { framesOf } from '../../native-models/panda-mini/world/clip.ts';
import { EXAM_SIZE } from './exam.ts';
import type { Exam } from './exam.ts';

interface Examiner {
  readonly ffmpeg: Ffmpeg;
  readonly drafter: Drafter;
}

type Filmed = Pick<Exam, 'name' | 'clip' | 'crf' | 'span'>;

/** Films each clip, lets the model look at it, and deletes it; two or three at once, handed over in order. */
export async function* shown<Clip extends Filmed>(
  clips: Iterable<Clip>,
  { ffmpeg, drafter }: Examiner,
): AsyncGenerator<{ readonly exam: Clip; readonly shown: Shown }> {
  const folder = await mkdtemp(join(tmpdir(), 'panda-exam-'));
  let files = 0;
  const look = async (exam: Clip, signal: AbortSignal) => {
    const path = join(folder, `${files++}.mp4`);
    const { clip, crf, span, name } = exam;
    const settings = { width: EXAM_SIZE, height: EXAM_SIZE, fps: clip.fps, crf, signal };
    await writeVideo(ffmpeg, path, settings, framesOf(clip, EXAM_SIZE));
    const seen = await drafter.look({ path, span, fingerprint: name }, signal);
    await unlink(path);
    return { exam, shown: seen };
  };
  try {
    yield* inOrder(clips, { atOnce: 3, work: look, signal: new AbortController().signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the model says to each of an exam's tasks: all of them at once, and no other clip's, so that a run can be repeated. */
export async function textsOf({ tasks }: Exam, seen: Shown, drafter: Drafter): Promise<string[]> {
  const sampling = { kind: 'greedy', maxNewTokens: 96 } as const;
  const { signal } = new AbortController();
  const drafts = await Promise.all(
    tasks.map(({ prompt }) => draft(drafter, { shown: seen, prompt, sampling, priority: 'batch' }, signal)),
  );
  return drafts.map(({ text }) => text);
}
