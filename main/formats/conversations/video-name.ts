/** What a data set calls a video, as far as it may be trusted: a path that climbs out of its folder is no path of a video. */
import { stemOf, videoNamed } from '../record.ts';
import type { DatasetVideo } from '../record.ts';

export const FEATURES = '.pkl';

export function videoCalled(name: string): DatasetVideo | { readonly wrong: string } {
  const parts = name.replaceAll('\\', '/').split('/');
  if (parts.includes('..')) return { wrong: 'the path of the video climbs out of its folder' };
  const path = parts.filter((part, at) => part !== '.' && (part !== '' || at === 0)).join('/');
  // Features of a video, made of a file whose ending is not known.
  const isOfFeatures = path.endsWith(FEATURES);
  const stem = stemOf(path);
  if (stem === '') return { wrong: 'the name of the video is empty' };
  const isAbsolute = path.startsWith('/') || /^[A-Za-z]:/.test(path);
  const place = isOfFeatures ? path.slice(0, -FEATURES.length) : path;
  return { ...videoNamed(stem), path: isAbsolute ? place : null, relativePath: isAbsolute ? null : place };
}
