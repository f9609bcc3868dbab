/**
 * How the processes talk: every call with the schema of its request and the type of its response. It is neutral to what
 * carries it (a WebSocket here, a MessagePort in the desktop app). Knows the words of the project and no implementation.
 */
import { datasets } from './datasets.ts';
import { drafting } from './drafting.ts';
import { library } from './library.ts';
import { machine } from './machine.ts';
import { measures } from './measures.ts';
import { people } from './people.ts';
import { recipes } from './recipes.ts';
import { replace } from './replace.ts';
import { review } from './review.ts';
import { runs } from './runs.ts';
import { searches } from './searches.ts';
import { session } from './session.ts';
import { texts } from './texts.ts';

export type { Page } from './call.ts';
export type {
  ExportPreview,
  FormatDescription,
  FormatOption,
  ImportAs,
  ImportedRecord,
  ImportReport,
  ImportSource,
  MatchBy,
  MediaMode,
} from './datasets.ts';
export type { DraftEvent, FillEvent } from './drafting.ts';
export type { AddEvent, Arm, RecordCounts, Relinked, VideoDetail, VideoRow, Waveform } from './library.ts';
export type { CacheState, DeviceState, ModelRow } from './machine.ts';
export type { PersonRow } from './people.ts';
export type { RecipeRow, TryEvent } from './recipes.ts';
export type { QueueCounts, QueueItem } from './review.ts';
export type { Failures, RunCounts, RunEvent, RunText } from './run-event.ts';
export type { RunForecast, RunItemRow, RunPlan, RunSummary, RunTexts } from './runs.ts';
export type { Completion, Completions, Counted, SavedSearch } from './searches.ts';
export type {
  Change,
  FolderEntry,
  FollowEvent,
  OpenProject,
  ProjectInfo,
  RecentProject,
  Session,
  StepName,
  UndoState,
} from './session.ts';
export type { History, HistoryEntry } from './texts.ts';

export const contract = {
  datasets,
  drafting,
  library,
  machine,
  measures,
  people,
  recipes,
  replace,
  review,
  runs,
  searches,
  session,
  texts,
} as const;
