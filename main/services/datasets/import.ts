/**
 * A data set brought into a project: what its records are about is found among the project's videos, and what they say is
 * written in one step that can be taken back. Knows no format.
 */
import { basename } from 'node:path';
import type { ImportAs, ImportReport, MatchBy } from '../../contract/datasets.ts';
import type { Edit, Step } from '../../document/edit.ts';
import { updateOf } from '../../document/edit.ts';
import type { ItemId, PersonId, SegmentId, StepId, VideoId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { Item, Segment } from '../../document/records.ts';
import { formatNamed, optionsOf } from '../../formats/index.ts';
import type { DatasetPerson, DatasetRecord, Options } from '../../formats/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { ImportCount } from './import-report.ts';
import { VideoMatches } from './match-videos.ts';
import { nothingYet, textEdits } from './texts-of.ts';
import type { Importing } from './texts-of.ts';
import { VideoItems } from './video-items.ts';

export interface Source {
  readonly format: string;
  readonly path: string;
  /** What it was written with, where that is known; what a person chooses goes before it. */
  readonly options?: Options | undefined;
}

export interface Import {
  readonly store: ProjectStore;
  /** All of them are one step. */
  readonly sources: readonly Source[];
  readonly by: MatchBy;
  /** For captions that say none. */
  readonly track: string;
  /** Of segments that say none. */
  readonly tier: string;
  /** Null: as the records say where the format can, else as the word of `personId`. */
  readonly as: ImportAs | null;
  /** Whether what a person has decided otherwise is replaced. */
  readonly overwrite: boolean;
  /** Of text files; null: found out. */
  readonly encoding: string | null;
  readonly options: Options;
  readonly personId: PersonId;
  /** Nothing is written, and the report says what would be. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (records: number) => void;
}

const RECORDS_AT_ONCE = 2000;

/** Throws the problems of data sets; then, and when it is aborted, nothing stays written. */
export async function importTexts(job: Import): Promise<ImportReport> {
  const importer = new Importer(job);
  try {
    await importer.readAll();
    if (importer.count.matched === 0 && importer.count.records > 0) {
      throw new ProblemError({
        code: 'dataset-unmatched',
        path: job.sources.map(({ path }) => path).join(', '),
        count: importer.count.records,
      });
    }
  } catch (error) {
    importer.takeBack();
    throw error;
  }
  return importer.count.report(importer.step);
}

class Importer {
  readonly count = new ImportCount();
  step: Step | null = null;
  readonly #job: Import;
  readonly #stepId: StepId;
  readonly #matches: VideoMatches;
  readonly #taken = new Set<string>();
  readonly #people = new Set<PersonId>();
  #videos = new Map<VideoId, VideoItems>();
  #edits: Edit[] = [];
  #waiting = 0;

  constructor(job: Import) {
    this.#job = job;
    this.#stepId = job.store.newId<StepId>();
    this.#matches = new VideoMatches(job.store, job.by);
  }

  async readAll(): Promise<void> {
    const { sources, store, encoding, overwrite, personId, signal } = this.#job;
    for (const { format: name, path, options: written } of sources) {
      const format = formatNamed(name);
      const options = optionsOf(format, { ...written, ...this.#job.options });
      const as = this.#job.as ?? (format.holds.origin ? 'given' : 'response');
      const person = (meant: DatasetPerson): ReturnType<Importing['person']> => this.#person(meant);
      const importing = { store, as, overwrite, personId, format: name, nowMs: Date.now(), person };
      for await (const event of format.read({ path, options, encoding })) {
        signal.throwIfAborted();
        if ('problem' in event) this.#refuse(event.problem);
        else this.#take(importing, event.record, event);
      }
    }
    this.#flush();
  }

  /** What was written of a step that did not come to its end. */
  takeBack(): void {
    const { store, personId } = this.#job;
    if (this.step !== null && store.undoable(personId)?.id === this.step.id) store.undo(personId);
  }

  #refuse(problem: Problem): void {
    if (problem.code === 'dataset-missing') throw new ProblemError(problem);
    this.count.addProblem(problem);
  }

  #take(
    importing: Importing,
    record: DatasetRecord,
    place: { readonly path: string; readonly line: number | null },
  ): void {
    const match = this.#matches.match(record, place.path);
    if ('why' in match) this.count.addUnmatched(record, { ...place, why: match.why });
    else this.#bringIn(importing, record, match);
    this.#job.onProgress?.(this.count.records);
    if (++this.#waiting >= RECORDS_AT_ONCE) this.#flush();
  }

  #bringIn(
    importing: Importing,
    record: DatasetRecord,
    match: { readonly videoId: VideoId; readonly track: string | null },
  ): void {
    const { videoId } = match;
    const known = this.#videos.get(videoId) ?? new VideoItems(this.#job.store, videoId, this.#taken);
    this.#videos.set(videoId, known);
    const segmentId = record.span && this.#segment(known, videoId, record);
    const { content } = record;
    if (content.kind === 'caption' && (content.text ?? '') === '' && record.status === null) {
      this.count.addSegmentOnly(videoId);
      return;
    }
    const track = (content.kind === 'caption' ? content.track : null) ?? match.track ?? this.#job.track;
    const there = known.take(record, { segmentId, track });
    if (there) {
      const extra = record.extra && updateOf('item', there.item, { extra: { ...there.item.extra, ...record.extra } });
      const { edits, kept } = textEdits(importing, record, there);
      this.#push([...(extra && !kept ? [extra] : []), ...edits]);
      this.count.addMatched(videoId, kept ? 'kept' : edits.length > 0 ? 'changed' : 'same');
    } else {
      const item = this.#newItem(record, { videoId, segmentId, track, known });
      const { edits } = textEdits(importing, record, nothingYet(item));
      this.#push([{ do: 'create', type: 'item', record: item }, ...edits]);
      this.count.addMatched(videoId, 'new');
    }
  }

  #segment(known: VideoItems, videoId: VideoId, { span, tier: given }: DatasetRecord): SegmentId | null {
    if (span === null) return null;
    const tier = given ?? this.#job.tier;
    const there = known.segment(tier, span);
    if (there !== undefined) return there;
    const record: Segment = { id: this.#job.store.newId<SegmentId>(), videoId, tier, ...span, origin: 'import' };
    known.addSegment(record);
    this.#push([{ do: 'create', type: 'segment', record }]);
    this.count.newSegments++;
    return record.id;
  }

  #newItem(
    { content, extra, flag }: DatasetRecord,
    {
      videoId,
      segmentId,
      track,
      known,
    }: { videoId: VideoId; segmentId: SegmentId | null; track: string; known: VideoItems },
  ): Item {
    const id = this.#job.store.newId<ItemId>();
    known.keep(id);
    const parts = { id, videoId, segmentId, flag, extra };
    if (content.kind === 'caption') return { ...parts, kind: 'caption', track };
    const { bankId, question, form, topic, choices } = content;
    return { ...parts, kind: 'qa', bankId: known.takeBankId(segmentId, bankId), question, form, topic, choices };
  }

  #person({ id, name }: DatasetPerson): { readonly id: PersonId; readonly edits: readonly Edit[] } {
    const { store } = this.#job;
    const personId = id as PersonId;
    if (this.#people.has(personId) || store.get('person', personId)) return { id: personId, edits: [] };
    const named = store.list('person').find((person) => person.name === name);
    if (named) return { id: named.id, edits: [] };
    const record = { id: personId, name, role: 'annotator' as const };
    return { id: personId, edits: [{ do: 'create', type: 'person', record }] };
  }

  /** A person whom several records name is made once. */
  #push(edits: readonly Edit[]): void {
    for (const edit of edits) {
      if (edit.do === 'create' && edit.type === 'person') {
        if (this.#people.has(edit.record.id)) continue;
        this.#people.add(edit.record.id);
      }
      this.#edits.push(edit);
    }
  }

  /** Memory stays as it is, however long the data set. */
  #flush(): void {
    const { store, dryRun, personId, sources } = this.#job;
    const edits = this.#edits;
    this.#edits = [];
    this.#waiting = 0;
    this.#videos = new Map();
    if (dryRun || edits.length === 0) return;
    const actor = { personId, model: null, runId: null };
    const detail = sources.map(({ path }) => basename(path)).join(', ');
    this.step = store.write({ actor, label: 'import', detail, step: this.#stepId }, edits);
  }
}
