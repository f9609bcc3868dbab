/** What the columns of a row mean, for those who read of a data set before they read it. */
import type { RecordFields } from '../format.ts';
import { COLUMNS } from './row.ts';
import type { ColumnType, Row } from './row.ts';

const SAYS: Readonly<Record<keyof Row, string>> = {
  text: 'what is said: a caption, or the answer to the question',
  question: 'the question; empty for a caption',
  kind: 'caption or question',
  is_segment: 'whether it is about a part of the video',
  start: 'where the part begins, in seconds',
  end: 'where the part ends, in seconds; of a whole video its duration',
  track: 'of captions, for example a length or a language',
  tier: 'of segments, for example shots',
  id: 'unique in the project that it is from',
  status: 'what a person decided',
  model: 'the model that drafted it',
  person: 'the person who decided',
  fps: 'frames a second of the video; 0: not known',
  duration: 'of the video, in seconds; 0: not known',
};

const TYPES: Readonly<Record<ColumnType, `sc:${string}`>> = {
  string: 'sc:Text',
  float64: 'sc:Float',
  bool: 'sc:Boolean',
};

/** `video`: the column that says which video it is of. */
export function rowFields({
  file,
  by,
  video,
}: Pick<RecordFields, 'file' | 'by'> & { readonly video: string }): RecordFields {
  const columns = Object.entries(COLUMNS) as [keyof Row, ColumnType][];
  return {
    file,
    by,
    of: [
      { name: video, says: 'the video, below the folder of the data set' },
      ...columns.map(([name, type]) => ({ name, says: SAYS[name], type: TYPES[type] })),
    ],
  };
}
