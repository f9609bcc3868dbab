/** Reads CVAT's annotations of videos: each stretch in which a track is inside of the picture is a segment. */
import { ProblemError } from '../../document/problem.ts';
import { spanOfFrames } from '../bundles/frames.ts';
import { restored, wholeOf, without } from '../bundles/whole-record.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import type { InputFile } from '../input/files.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { recordOfFile } from '../read-record.ts';
import { stemOf } from '../record.ts';
import type { DatasetRecord } from '../record.ts';
import { stretchesOf } from './stretches.ts';
import type { Stretch } from './stretches.ts';
import { TrackReader } from './track-reader.ts';
import type { Task, Track } from './track-reader.ts';
import { SEGMENT, visible } from './tracks.ts';
import type { TrackOptions } from './tracks.ts';
import { readXml } from './xml-events.ts';

export async function* readTracks({ path, options, encoding }: ReadInput<TrackOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await findFiles(path, ['.xml'])) {
    const source = { path: file.path, encoding, format: 'cvat-xml' };
    try {
      const reader = new TrackReader(source);
      for await (const event of readXml(source)) {
        const track = reader.take(event);
        if (track) yield* eventsOf(track, { source, file, task: reader.task, options });
      }
      if (!reader.isAnnotations) throw unreadable(source, null, 'there are no annotations of CVAT in it');
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

interface Place {
  readonly source: TextSource;
  readonly file: InputFile;
  readonly task: Task;
  readonly options: TrackOptions;
}

function* eventsOf(track: Track, place: Place): Generator<ReadEvent> {
  const { source, task, options } = place;
  const wrong = (cause: string): ReadEvent => ({ problem: unreadable(source, track.line, cause).problem });
  const stretches = stretchesOf(track.shapes, task.stopFrame);
  if (stretches === null) {
    yield wrong('a frame of the track is no number');
    return;
  }
  for (const [index, stretch] of stretches.entries()) {
    const whole = wholeOf(stretch.attributes['panda']);
    const fps = options.fps > 0 ? options.fps : (whole?.video.fps ?? null);
    if (fps === null) yield wrong('it does not say how many frames a second are: give the option fps');
    else yield { record: recordOf(track, { stretch, index, whole, fps, place }), path: source.path, line: track.line };
  }
}

interface Parts {
  readonly stretch: Stretch;
  /** Of the track. */
  readonly index: number;
  readonly whole: DatasetRecord | null;
  readonly fps: number;
  readonly place: Place;
}

function recordOf({ label, fields, shapes }: Track, { stretch, index, whole, fps, place }: Parts): DatasetRecord {
  const { file, task, options } = place;
  const { attributes, first, last } = stretch;
  const about = recordOfFile(file.relativePath, task.source === null ? stemOf(file.relativePath) : stemOf(task.source));
  const text = attributes[options.text] ?? '';
  const question = attributes['question'] ?? '';
  const track = attributes['track'] ?? '';
  // What we have drawn ourselves says nothing that is not in the record.
  const isDrawn = attributes['panda'] === undefined && index === 0;
  const own = isDrawn ? { ...without(fields, ['id', 'label']), shapes, first, last } : null;
  const read: DatasetRecord = {
    ...about,
    video: {
      ...about.video,
      fps,
      frameCount: task.stopFrame === null ? null : task.stopFrame + 1,
      width: task.width,
      height: task.height,
    },
    span: attributes['about'] === 'video' ? null : spanOfFrames({ first, last }, fps),
    tier: attributes['about'] === 'video' || label === SEGMENT || label === '' ? null : label,
    content:
      question === ''
        ? { kind: 'caption', track: track === '' ? null : track, text }
        : { kind: 'qa', bankId: null, question, answer: text, form: 'open', topic: null, choices: [], evidence: null },
    extra: own && { 'cvat-xml': own },
  };
  return restored({ format: 'cvat-xml', read, whole, visible });
}
