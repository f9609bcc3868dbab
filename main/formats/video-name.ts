/** For formats that know a video by a name without its ending. Knows no format. */
import { z } from 'zod';
import { stemOf, videoNamed } from './record.ts';
import type { DatasetVideo } from './record.ts';

const NAMES = ['path', 'stem'] as const;
export type Names = (typeof NAMES)[number];

export const namesOption = z
  .enum(NAMES)
  .describe('how a video is called: with the folders below the root, or by the name of the file alone');

export function videoName({ relativePath, stem }: DatasetVideo, names: Names): string {
  return names === 'path' && relativePath !== null
    ? relativePath.slice(0, relativePath.lastIndexOf('/') + 1) + stem
    : stem;
}

/** Never opened, but matched with the videos of a project: what leads elsewhere is no name of a video. */
export const videoNameSchema = z
  .string()
  .min(1)
  .refine((name) => !/^[/\\]|^[A-Za-z]:[/\\]/.test(name) && !name.split(/[/\\]/).includes('..'), {
    error: 'the path climbs out of its folder',
  });

/**
 * The other way round: a name has no ending that could be taken off. With `path` a name without folders is that of a video
 * in none; else it may lie anywhere.
 */
export function videoOfName(name: string, names: Names): DatasetVideo {
  return { ...videoNamed(stemOf(`${name}.`)), relativePath: names === 'path' || name.includes('/') ? name : null };
}

/** Of a path with its ending. */
export function videoOfPath(path: string): DatasetVideo {
  const withSlashes = path.replaceAll('\\', '/');
  return { ...videoNamed(stemOf(withSlashes)), relativePath: withSlashes };
}
