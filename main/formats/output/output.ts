/** Where a data set is written: staged first, so that it appears whole or not at all. Knows no format. */
import type { PlacedMedia, WrittenFile } from '../../document/dataset-report.ts';
import type { DatasetVideo } from '../record.ts';

export interface Output {
  /** For a file that belongs to a video: its folders and stem with this ending; null: it is not known where the video lies. */
  pathFor(video: DatasetVideo, ending: string): string | null;
  /** A file that is written bit by bit. Throws `dataset-unwritable`, as everything here does. */
  open(path: string): Promise<OutputFile>;
  /** A small file at once; false: something else is there already, and was left. */
  put(path: string, content: string | Uint8Array): Promise<boolean>;
  /** Puts a video itself into the data set; `move`: the source is gone afterwards. */
  place(path: string, source: string, how: 'link' | 'copy' | 'move'): Promise<void>;
  /** In the order of writing. */
  readonly files: readonly WrittenFile[];
  readonly media: readonly PlacedMedia[];
  /** Where a file is until it is committed. */
  staged(path: string): string;
  /** Puts everything in its place. What was there before is replaced only now. */
  commit(): Promise<void>;
  /** Leaves nothing behind, and what was there before as it was. Harmless after a commit. */
  abort(): Promise<void>;
}

/** `await using`: what was not closed is not part of the export. */
export interface OutputFile extends AsyncDisposable {
  write(content: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}
