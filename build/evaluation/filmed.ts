/** Looks at clips as files: pictures are made into an h264 file for as long as it takes. Knows no model. */
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeVideo } from '../../main/media/index.ts';
import type { Ffmpeg } from '../../main/media/index.ts';
import { inOrder } from '../../main/services/batch/in-order.ts';
import type { ClipSource } from '../../main/services/drafting/view.ts';
import { VIEW_SIZE } from './viewing.ts';
import type { Viewing } from './viewing.ts';

interface Looking<Seen> {
  readonly ffmpeg: Ffmpeg;
  readonly look: (source: ClipSource, signal: AbortSignal) => Promise<Seen>;
}

/** Three at once, handed over in order. */
export async function* filmed<View extends Viewing, Seen>(
  viewings: Iterable<View>,
  { ffmpeg, look }: Looking<Seen>,
): AsyncGenerator<{ readonly viewing: View; readonly seen: Seen }> {
  const folder = await mkdtemp(join(tmpdir(), 'panda-evaluation-'));
  let files = 0;
  const work = async (viewing: View, signal: AbortSignal) => {
    const { source, span, name: fingerprint } = viewing;
    if ('path' in source) return { viewing, seen: await look({ path: source.path, span, fingerprint }, signal) };
    const path = join(folder, `${files++}.mp4`);
    const settings = { width: VIEW_SIZE, height: VIEW_SIZE, fps: source.fps, crf: source.crf, signal };
    await writeVideo(ffmpeg, path, settings, source.frames());
    const seen = await look({ path, span, fingerprint }, signal);
    await unlink(path);
    return { viewing, seen };
  };
  try {
    yield* inOrder(viewings, { atOnce: 3, work, signal: new AbortController().signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
