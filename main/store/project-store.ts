/**
 * A project, open. Reading is of what is there now, by whichever process; every change is a transaction of its own unless
 * it is within `transaction`. Knows no use case: what is changed, and why, is its caller's.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Edit, Step } from '../document/edit.ts';
import type { ItemId, PersonId, RootId, RunId, StepId, VideoId } from '../document/ids.ts';
import type { Activity, FileState, Run, RunItem, VideoFile } from '../document/observations.ts';
import type { Project, RecordOf, RecordType, Video } from '../document/records.ts';
import type { ItemTexts } from '../document/status.ts';
import { backUp, compact } from './backing-up.ts';
import type { BackupProgress, Compaction } from './backing-up.ts';
import { write } from './changing.ts';
import type { Change } from './changing.ts';
import { check, checking } from './checking.ts';
import type { CheckProgress, CheckReport } from './checking.ts';
import { connect } from './connecting.ts';
import { Connection } from './connection.ts';
import type { Connected } from './connection.ts';
import { removalsOf } from './dependents.ts';
import {
  entriesOfRecord,
  entriesOfStep,
  entriesSince,
  lastEntry,
  readSteps,
  removedFromItem,
  stepById,
  withSteps,
} from './journal.ts';
import type { Changed, StepPage } from './journal.ts';
import { makeIds } from './new-id.ts';
import type { AnyId } from './new-id.ts';
import { addActivity, allActivities, countFiles, filesBy, readFile, saveFiles } from './observing.ts';
import type { FileWanted } from './observing.ts';
import {
  allRecords,
  countRecords,
  findVideo,
  getRecord,
  listRecords,
  readItemTexts,
  readVideoPage,
} from './reading.ts';
import type { VideoPage, Where } from './reading.ts';
import { readRun, readRunItems, readRunSums, readRunTexts, readRuns, saveRun, saveRunItems } from './runs.ts';
import type { RunItemPage, RunSum, RunTexts } from './runs.ts';
import { redo, redoable, undo, undoable } from './undoing.ts';
import type { HowToUndo } from './undoing.ts';
import { readTimeAtItems, readVideoTexts } from './video-texts.ts';
import type { TimeAtItem } from './video-texts.ts';

export class ProjectStore implements Disposable {
  readonly #connection: Connection;
  readonly #newId = makeIds();

  constructor(connected: Connected) {
    this.#connection = new Connection(connected);
  }

  get path(): string {
    return this.#connection.path;
  }

  /** For main/store/search alone. */
  get database(): DatabaseSync {
    return this.#connection.database;
  }

  /** Why nothing can be written; null: it can. */
  get readOnly(): string | null {
    return this.#connection.readOnly;
  }

  /** The file system of the network drive that it lies on; null: the drive is this machine's own. */
  get networkFileSystem(): string | null {
    return this.#connection.networkFileSystem;
  }

  get project(): Project {
    const [project] = listRecords(this.#connection, 'project', {});
    if (project === undefined) throw new Error(`${this.path}: there is no project in it`);
    return project;
  }

  /** Sorts after those made before it. */
  newId<Any extends AnyId>(): Any {
    return this.#newId<Any>();
  }

  get<Type extends RecordType>(type: Type, id: RecordOf[Type]['id']): RecordOf[Type] | undefined {
    return getRecord(this.#connection, type, id);
  }

  /** In the order in which they were made, all at once: for few. */
  list<Type extends RecordType>(type: Type, where: Where = {}): RecordOf[Type][] {
    return listRecords(this.#connection, type, where);
  }

  /** In the order in which they were made; videos by root and path, as a person counts. For any number. */
  all<Type extends RecordType>(type: Type): Generator<RecordOf[Type]> {
    return allRecords(this.#connection, type);
  }

  count(type: RecordType): number {
    return countRecords(this.#connection, type);
  }

  itemTexts(itemId: ItemId): ItemTexts | undefined {
    return readItemTexts(this.#connection, itemId);
  }

  /** As `itemTexts`, for each item of a video, in the order in which they were made: for whoever goes through all. */
  videoTexts(videoId: VideoId): ItemTexts[] {
    return readVideoTexts(this.#connection, videoId);
  }

  /** By root and path, as a person counts. */
  videoPage(page: VideoPage): Video[] {
    return readVideoPage(this.#connection, page);
  }

  findVideo(rootId: RootId, path: string): Video | undefined {
    return findVideo(this.#connection, rootId, path);
  }

  /** The edits that remove it and all that hangs on it, itself last. */
  dependents(type: RecordType, id: string): Edit[] {
    return removalsOf(this.#connection, type, id);
  }

  /** Does all of the edits, or none. Throws `edit-conflict`, `project-unwritable`, `project-busy`. */
  write(change: Change, edits: readonly Edit[]): Step {
    return write(this.#connection, { ...change, newId: this.#newId<StepId> }, edits);
  }

  /** Returns the step that took it back. Throws as `write` does; `leaveChanged`: what others changed is left as it is. */
  undo(personId: PersonId, { leaveChanged = false, stepId }: Partial<HowToUndo> = {}): Step | undefined {
    return undo(this.#connection, { personId, newId: this.#newId<StepId> }, { leaveChanged, stepId });
  }

  /** Returns the step that did it again. Throws as `write` does. */
  redo(personId: PersonId, { stepId }: Pick<HowToUndo, 'stepId'> = {}): Step | undefined {
    return redo(this.#connection, { personId, newId: this.#newId<StepId> }, { stepId });
  }

  /** What `undo` would take back. */
  undoable(personId: PersonId): Step | undefined {
    return undoable(this.#connection, personId);
  }

  /** What `redo` would do again. */
  redoable(personId: PersonId): Step | undefined {
    return redoable(this.#connection, personId);
  }

  step(id: StepId): Step | undefined {
    return stepById(this.#connection, id);
  }

  /** The newest first. */
  steps(page: StepPage): Step[] {
    return readSteps(this.#connection, page);
  }

  /** Everything that was ever done to one record, in order. */
  editsOf<Type extends RecordType>({
    type,
    id,
  }: {
    readonly type: Type;
    readonly id: RecordOf[Type]['id'];
  }): Changed[] {
    return [...withSteps(this.#connection, entriesOfRecord(this.#connection, type, id))];
  }

  /** Texts and the like that an item had, and has no more. */
  removedFromItem(itemId: ItemId): { type: RecordType; id: string }[] {
    return removedFromItem(this.#connection, itemId);
  }

  /** In the order in which they were done. */
  *editsOfStep(seq: number): Generator<Edit> {
    for (const { edit } of entriesOfStep(this.#connection, seq)) yield edit;
  }

  /** What any process changed after edit `n`, in order. */
  editsSince(n: number): Generator<Changed> {
    return withSteps(this.#connection, entriesSince(this.#connection, n));
  }

  /** The newest edit's `n`; 0: there is none. */
  lastEdit(): number {
    return lastEntry(this.#connection);
  }

  /** What is known of a video's file; `unseen` where nothing was saved. */
  file(videoId: VideoId): VideoFile {
    return readFile(this.#connection, videoId);
  }

  saveFiles(files: readonly VideoFile[]): void {
    saveFiles(this.#connection, files);
  }

  /** Of videos that are in the project. */
  filesBy(wanted: FileWanted): VideoFile[] {
    return filesBy(this.#connection, wanted);
  }

  fileCounts(): Record<FileState, number> {
    return countFiles(this.#connection);
  }

  saveRun(run: Run): void {
    saveRun(this.#connection, run);
  }

  run(id: RunId): Run | undefined {
    return readRun(this.#connection, id);
  }

  /** In the order in which they began. */
  runs(): Run[] {
    return readRuns(this.#connection);
  }

  saveRunItems(items: readonly RunItem[]): void {
    saveRunItems(this.#connection, items);
  }

  /** In the order of their positions. */
  runItems(runId: RunId, page: RunItemPage = {}): RunItem[] {
    return readRunItems(this.#connection, runId, page);
  }

  /** What its videos came to, by state and problem. */
  runSums(runId: RunId): RunSum[] {
    return readRunSums(this.#connection, runId);
  }

  /** What would become of its texts if it were taken back now. */
  runTexts(run: Pick<Run, 'id' | 'stepId'>): RunTexts {
    return readRunTexts(this.#connection, run);
  }

  addActivity(activity: Activity): void {
    addActivity(this.#connection, activity);
  }

  /** In the order in which they were added. */
  activities(): Generator<Activity> {
    return allActivities(this.#connection);
  }

  /** The sums of the activities at each item of a video, for each person. */
  timeAtItems(videoId: VideoId): Map<ItemId, TimeAtItem[]> {
    return readTimeAtItems(this.#connection, videoId);
  }

  /** All that is written within is done, or nothing of it. */
  transaction<Result>(work: () => Result): Result {
    return this.#connection.transaction(work);
  }

  /** Another number than before whenever this or any other process changed anything; it only grows. */
  changeCount(): number {
    const row = this.#connection.get('SELECT data_version + total_changes() AS count FROM pragma_data_version');
    return Number(row?.['count']);
  }

  /** Whether the project is sound; reads all of it, and tells on the way how far it is. */
  checking(): Generator<CheckProgress, CheckReport> {
    return checking(this.#connection);
  }

  check(): CheckReport {
    return check(this.#connection);
  }

  /** As it is now, while others go on writing. Throws `project-exists`, `output-unwritable`. */
  async backup(path: string, onProgress?: (progress: BackupProgress) => void): Promise<void> {
    using reading = new DisposableStack();
    const { database } = connect(this.path, { readOnly: true, networkFileSystem: this.networkFileSystem });
    reading.defer(() => database.close());
    await backUp(database, { path, ...(onProgress && { onProgress }) });
  }

  /** Makes the file as small as it can be; nothing in it is given up. Throws as `write` does. */
  compact(): Compaction {
    return compact(this.#connection);
  }

  [Symbol.dispose](): void {
    this.#connection.close();
  }
}
