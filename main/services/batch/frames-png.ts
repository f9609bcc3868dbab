/** What the model saw of a clip, as pictures a person can open: `FOLDER/clip.mp4/0_at_1.040s.png`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { secondsFromUs } from '../../document/time.ts';
import type { Span } from '../../document/time.ts';
import type { View } from '../drafting/view.ts';
import { pngOf } from './png.ts';

/** Returns the files in the order of the frames. Throws `output-unwritable`. */
export async function writeFrames(
  folder: string,
  clip: { readonly relativePath: string; readonly span: Span | null },
  view: Pick<View, 'frames' | 'squares'>,
): Promise<string[]> {
  const span = clip.span ? `_${secondsFromUs(clip.span.fromUs)}-${secondsFromUs(clip.span.toUs)}` : '';
  const place = join(folder, `${clip.relativePath}${span}`);
  try {
    await mkdir(place, { recursive: true });
    const files: string[] = [];
    for (const [index, { rgb }] of view.squares.entries()) {
      const size = Math.sqrt(rgb.length / 3);
      const path = join(place, `${index}_at_${secondsFromUs(view.frames[index]?.timeUs ?? 0).toFixed(3)}s.png`);
      await writeFile(path, pngOf({ rgb, width: size, height: size }));
      files.push(path);
    }
    return files;
  } catch (error) {
    throw new ProblemError({ code: 'output-unwritable', path: place, cause: (error as Error).message });
  }
}
