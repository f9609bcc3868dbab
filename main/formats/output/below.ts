/** A folder of an output as an output of its own: what is written for one split of a data set. */
import type { Output } from './output.ts';

/** What it puts into its place and takes back is all of the output. */
export function below(output: Output, folder: string): Output {
  const within = (path: string): string => `${folder}/${path}`;
  const own = <File extends { readonly path: string }>(files: readonly File[]): File[] =>
    files
      .filter(({ path }) => path.startsWith(`${folder}/`))
      .map((file) => ({ ...file, path: file.path.slice(folder.length + 1) }));
  return {
    pathFor: (video, ending) => output.pathFor(video, ending),
    open: (path) => output.open(within(path)),
    put: (path, content) => output.put(within(path), content),
    place: (path, source, how) => output.place(within(path), source, how),
    get files() {
      return own(output.files);
    },
    get media() {
      return own(output.media);
    },
    staged: (path) => output.staged(within(path)),
    commit: () => output.commit(),
    abort: () => output.abort(),
  };
}
