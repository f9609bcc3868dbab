/** For formats with a file for each video: the records of one video together, and the names of their files. Knows no format. */
import type { WriteJob } from './format.ts';
import { KeySet } from './input/key-set.ts';
import type { DatasetRecord, DatasetVideo } from './record.ts';

/** Those that follow each other and are of the same video; one video's records are held at a time. */
export async function* byVideo(records: AsyncIterable<DatasetRecord>): AsyncGenerator<DatasetRecord[]> {
  let group: DatasetRecord[] = [];
  for await (const record of records) {
    const first = group[0];
    if (first && keyOf(first.video) !== keyOf(record.video)) {
      yield group;
      group = [];
    }
    group.push(record);
  }
  if (group.length > 0) yield group;
}

/** Which video has which file: two may differ in their ending only. A million of them are a few megabytes. */
export class FileNames {
  readonly #taken = new KeySet();
  readonly #owners = new KeySet();

  /** False: it is another video's. */
  take(path: string, video: DatasetVideo): boolean {
    const owner = `${path}\0${keyOf(video)}`;
    if (this.#owners.has(owner)) return true;
    return this.#taken.add(path) && this.#owners.add(owner);
  }
}

interface VideoFile {
  /** In the order in which they stand in the file. */
  readonly records: readonly DatasetRecord[];
  readonly ending: string;
  readonly text: string;
}

/** Writes a video's file, or says of its records why it could not be. */
export async function putVideoFile<Chosen>(
  { output, wrote, leaveOut }: WriteJob<Chosen>,
  names: FileNames,
  { records, ending, text }: VideoFile,
): Promise<void> {
  const [first] = records;
  if (!first) return;
  const path = output.pathFor(first.video, ending);
  const leaveAll = (reason: Parameters<typeof leaveOut>[0]): void => {
    for (const record of records) leaveOut(reason, record);
  };
  if (path === null) leaveAll('no-place');
  else if (!names.take(path, first.video)) leaveAll('same-name');
  else if (!(await output.put(path, text))) leaveAll('file-there');
  else for (const record of records) wrote(record);
}

/** Captions by track, in the order of their names; what has no track comes first. */
export function byTrack(records: readonly DatasetRecord[]): [track: string | null, records: DatasetRecord[]][] {
  const tracks = new Map<string | null, DatasetRecord[]>();
  for (const record of records) {
    const track = record.content.kind === 'caption' ? record.content.track : null;
    const known = tracks.get(track);
    if (known) known.push(record);
    else tracks.set(track, [record]);
  }
  return [...tracks].sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1));
}

/** `.srt`, or `.TRACK.srt` where the video has captions of several tracks. */
export function endingOf(track: string | null, { several, ending }: { several: boolean; ending: string }): string {
  return several && track !== null ? `.${track.replace(/[/\\]/g, '_')}${ending}` : ending;
}

export function keyOf({ id, root, relativePath, path, stem }: DatasetVideo): string {
  return JSON.stringify([id, root, relativePath, path, stem]);
}
