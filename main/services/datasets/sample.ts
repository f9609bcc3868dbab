/** The first records of what is to be imported, and which videos they are about. Writes nothing. */
import type { ImportedRecord } from '../../contract/datasets.ts';
import type { Problem } from '../../document/problem.ts';
import { ProblemError } from '../../document/problem.ts';
import { formatNamed, optionsOf, textOf } from '../../formats/index.ts';
import type { DatasetRecord } from '../../formats/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Import } from './import.ts';
import { VideoMatches } from './match-videos.ts';

type Wanted = Pick<Import, 'store' | 'sources' | 'by' | 'track' | 'encoding' | 'options' | 'signal'>;

/** Throws `dataset-missing`, `dataset-format-unknown`, `dataset-option-wrong`. */
export async function sampleImport(
  { by, encoding, options, signal, sources, store, track }: Wanted,
  limit: number,
): Promise<{ readonly records: readonly ImportedRecord[]; readonly problems: readonly Problem[] }> {
  const matches = new VideoMatches(store, by);
  const records: ImportedRecord[] = [];
  const problems: Problem[] = [];
  for (const source of sources) {
    const format = formatNamed(source.format);
    const input = { path: source.path, options: optionsOf(format, { ...source.options, ...options }), encoding };
    for await (const event of format.read(input)) {
      signal.throwIfAborted();
      if ('problem' in event) {
        if (event.problem.code === 'dataset-missing') throw new ProblemError(event.problem);
        problems.push(event.problem);
      } else records.push(asShown(store, event, { matches, track }));
      if (records.length + problems.length >= limit) return { records, problems };
    }
  }
  return { records, problems };
}

interface Read {
  readonly record: DatasetRecord;
  readonly path: string;
  readonly line: number | null;
}

function asShown(
  store: ProjectStore,
  { line, path, record }: Read,
  { matches, track }: { readonly matches: VideoMatches; readonly track: string },
): ImportedRecord {
  const match = matches.match(record, path);
  const { content, span, video } = record;
  const isCaption = content.kind === 'caption';
  return {
    ...{ path, line, span, video: video.relativePath ?? video.stem, text: textOf(record) },
    match: 'why' in match ? match.why : { videoId: match.videoId, videoName: nameOf(store, match.videoId) },
    question: isCaption ? null : content.question,
    track: isCaption ? (content.track ?? ('why' in match ? null : match.track) ?? track) : null,
  };
}

function nameOf(store: ProjectStore, videoId: Parameters<ProjectStore['file']>[0]): string {
  return store.get('video', videoId)?.path ?? videoId;
}
