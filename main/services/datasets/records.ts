/**
 * A project's texts as records of a data set: video by video as a person counts, within a video by time, then captions by
 * track, then questions. Knows no format.
 */
import { join } from 'node:path';
import type { ItemId, PersonId, RootId, SegmentId, VideoId } from '../../document/ids.ts';
import type { Query } from '../../document/query/index.ts';
import type { Item, Root, Segment, Video } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import type { ItemTexts, Standing, Status } from '../../document/status.ts';
import { stemOf } from '../../formats/index.ts';
import type { DatasetPerson, DatasetRecord, DatasetVideo } from '../../formats/index.ts';
import { everyItem } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';

export interface Chosen {
  readonly statuses: readonly Status[];
  /** Of captions; null: all. Questions are in no track. */
  readonly tracks: readonly string[] | null;
  /** Null: all. */
  readonly query: Query | null;
  /** Null: of all videos. */
  readonly isWanted?: ((videoId: VideoId) => boolean) | null;
}

/** One video is held at a time. Videos that are excluded are left out. */
export async function* datasetRecords(store: ProjectStore, chosen: Chosen): AsyncGenerator<DatasetRecord> {
  const roots = new Map<RootId, Root>(store.list('root').map((root) => [root.id, root]));
  const people = new Map<PersonId, DatasetPerson>();
  for (const { video, items } of chosenVideos(store, chosen.query)) {
    if (video.excluded || chosen.isWanted?.(video.id) === false) continue;
    const described = describe(store, video, roots.get(video.rootId));
    const segments = new Map<SegmentId, Segment>(
      store.list('segment', { videoId: video.id }).map((segment) => [segment.id, segment]),
    );
    const records = store
      .videoTexts(video.id)
      .filter(({ item }) => (items === null || items.has(item.id)) && isInTracks(item, chosen))
      .map((texts) => {
        const { segmentId } = texts.item;
        return recordOf({
          texts,
          standing: standingOf(texts),
          segment: segmentId === null ? null : (segments.get(segmentId) ?? null),
          video: described,
          people: personIn(store, people),
        });
      })
      .filter(({ status }) => status !== null && chosen.statuses.includes(status))
      .sort(compare);
    yield* records;
  }
}

interface ChosenVideo {
  readonly video: Video;
  /** Null: all. */
  readonly items: ReadonlySet<ItemId> | null;
}

/** In the order of the videos, which is also that of what a query finds. */
function* chosenVideos(store: ProjectStore, query: Query | null): Generator<ChosenVideo> {
  if (query === null) {
    for (const video of store.all('video')) yield { video, items: null };
    return;
  }
  let items = new Set<ItemId>();
  let current: VideoId | null = null;
  for (const { itemId, videoId } of everyItem(store, query)) {
    if (current !== null && current !== videoId) {
      yield* chosenVideo(store, current, items);
      items = new Set();
    }
    current = videoId;
    items.add(itemId);
  }
  if (current !== null) yield* chosenVideo(store, current, items);
}

function chosenVideo(store: ProjectStore, id: VideoId, items: ReadonlySet<ItemId>): ChosenVideo[] {
  const video = store.get('video', id);
  return video ? [{ video, items }] : [];
}

function isInTracks(item: Item, { tracks }: Chosen): boolean {
  return item.kind !== 'caption' || tracks === null || tracks.includes(item.track);
}

function describe(store: ProjectStore, { id, path }: Video, root: Root | undefined): DatasetVideo {
  const { facts, fingerprint } = store.file(id);
  return {
    id,
    root: root?.name ?? null,
    path: root === undefined ? null : join(root.path, path),
    relativePath: path,
    stem: stemOf(path),
    fingerprint,
    durationUs: facts?.durationUs ?? null,
    fps: facts?.averageFps ?? null,
    frameCount: facts?.frameCount ?? null,
    width: facts?.width ?? null,
    height: facts?.height ?? null,
  };
}

interface Parts {
  readonly texts: ItemTexts;
  readonly standing: Standing;
  readonly segment: Segment | null;
  readonly video: DatasetVideo;
  readonly people: (id: PersonId) => DatasetPerson;
}

function recordOf({ texts, standing, segment, video, people }: Parts): DatasetRecord {
  const { item } = texts;
  const { response, review, status, suggestion, text } = standing;
  return {
    id: item.id,
    video,
    span: segment && { fromUs: segment.fromUs, toUs: segment.toUs },
    tier: segment?.tier ?? null,
    content:
      item.kind === 'caption'
        ? { kind: 'caption', track: item.track, text }
        : {
            kind: 'qa',
            bankId: item.bankId,
            question: item.question,
            answer: text,
            form: item.form,
            topic: item.topic,
            choices: item.choices,
            evidence: response === null || response.decision === 'skipped' ? (suggestion?.span ?? null) : response.span,
          },
    status,
    review,
    flag: item.flag,
    origin: originOf({ texts, standing, people }),
    extra: item.extra,
  };
}

function originOf({ texts, standing, people }: Pick<Parts, 'texts' | 'standing' | 'people'>): DatasetRecord['origin'] {
  const { response, review, suggestion } = standing;
  const given = review === null ? undefined : texts.reviews.findLast(({ responseId }) => responseId === response?.id);
  return {
    suggestion: suggestion && {
      text: suggestion.text,
      question: suggestion.question,
      span: suggestion.span,
      model: suggestion.model,
      run: suggestion.runId,
      recipe: suggestion.recipe,
      prompt: suggestion.prompt,
      frames: suggestion.frames,
      sampling: suggestion.sampling,
      stop: suggestion.stop,
      doubt: suggestion.doubt,
      junk: suggestion.junk,
      outsideWorld: suggestion.outsideWorld,
      seeded: suggestion.seeded,
      seconds: suggestion.seconds,
      madeAtMs: suggestion.madeAtMs,
    },
    response: response && {
      person: people(response.personId),
      text: response.text,
      span: response.span,
      decision: response.decision,
      reason: response.reason,
      fromSuggestion: response.suggestionId !== null,
      decidedAtMs: response.decidedAtMs,
    },
    review: given
      ? { person: people(given.personId), verdict: given.verdict, reason: given.reason, madeAtMs: given.madeAtMs }
      : null,
  };
}

function personIn(store: ProjectStore, known: Map<PersonId, DatasetPerson>): (id: PersonId) => DatasetPerson {
  return (id) => {
    const person = known.get(id) ?? { id, name: store.get('person', id)?.name ?? id };
    known.set(id, person);
    return person;
  };
}

/** The whole video first, then by time; captions by track before questions; then as they were made. */
function compare(a: DatasetRecord, b: DatasetRecord): number {
  return (
    (a.span?.fromUs ?? -1) - (b.span?.fromUs ?? -1) ||
    (a.span?.toUs ?? -1) - (b.span?.toUs ?? -1) ||
    order(a.tier ?? '', b.tier ?? '') ||
    order(a.content.kind, b.content.kind) ||
    order(trackOf(a), trackOf(b)) ||
    order(a.id ?? '', b.id ?? '')
  );
}

function trackOf({ content }: DatasetRecord): string {
  return content.kind === 'caption' ? (content.track ?? '') : '';
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
