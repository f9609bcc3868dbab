/** What a data set calls a video: below its own folder, so that it can be moved. Knows no format. */
import type { DatasetVideo } from './record.ts';

/** With `/`; where the video lies in the data set, or would lie if it were in it. */
export type MediaName = (video: DatasetVideo) => string;

/** `severalRoots`: whether videos of several roots are in the data set, so that each root has a folder of its own. */
export function mediaNames({ severalRoots }: { readonly severalRoots: boolean }): MediaName {
  return ({ root, relativePath, path, stem }) => {
    if (relativePath === null) return path?.split(/[/\\]/).at(-1) ?? stem;
    return severalRoots && root !== null ? `${root.replaceAll('/', '_')}/${relativePath}` : relativePath;
  };
}

/** `sub/clip.mp4` with `.txt` is `sub/clip.txt`. */
export function besideMedia(name: string, { stem }: DatasetVideo, ending: string): string {
  return `${name.slice(0, name.lastIndexOf('/') + 1)}${stem}${ending}`;
}
