/** `npm run samples:mini`: writes the clips that ship with Panda-Mini, and their ground truth. */
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findFfmpeg, writeVideo } from '../../main/media/index.ts';
import { framesOf } from '../../native-models/panda-mini/world/clip.ts';
import { SAMPLE_FPS, SAMPLE_SIZE, sampleClips, sampleTruth } from '../../native-models/panda-mini/world/samples.ts';

const folder = resolve(import.meta.dirname, '../../native-models/panda-mini/samples');
const settings = { width: SAMPLE_SIZE, height: SAMPLE_SIZE, fps: SAMPLE_FPS, crf: 24 };

const ffmpeg = await findFfmpeg();
await mkdir(folder, { recursive: true });
for (const { clip, truth } of sampleClips()) {
  const path = join(folder, truth.file);
  await writeVideo(ffmpeg, path, settings, framesOf(clip, SAMPLE_SIZE));
  console.log(`${truth.file}  ${Math.ceil((await stat(path)).size / 1024)} KiB`);
}
await writeFile(join(folder, 'ground-truth.json'), `${JSON.stringify(sampleTruth(), null, 1)}\n`);
