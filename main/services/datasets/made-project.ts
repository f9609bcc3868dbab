/** For tests: a small project with texts of every status. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Edit } from '../../document/edit.ts';
import type { ItemId, ResponseId, ReviewId, RootId, SegmentId, SuggestionId, VideoId } from '../../document/ids.ts';
import type { Item, Person, Response, Suggestion } from '../../document/records.ts';
import { STATUSES } from '../../document/status.ts';
import { createProject } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';

export interface Made {
  readonly store: ProjectStore;
  readonly folder: string;
  readonly person: Person;
  readonly videos: Readonly<Record<string, VideoId>>;
}

/** A project with these videos, which need not be there. */
export function makeProject(folder: string, paths: readonly string[], name = 'one'): Made {
  const store = createProject(join(folder, `${name}.panda`), { name, personName: 'Anna' });
  const [person] = store.list('person');
  if (!person) throw new Error('a project begins with a person');
  const rootId = store.newId<RootId>();
  const root = join(folder, 'clips');
  mkdirSync(root);
  const videos = Object.fromEntries(paths.map((path) => [path, store.newId<VideoId>()]));
  write({ store, person }, [
    { do: 'create', type: 'root', record: { id: rootId, name: 'clips', path: root } },
    ...Object.entries(videos).map(([path, id]): Edit => {
      return { do: 'create', type: 'video', record: { id, rootId, path, excluded: false, flag: null } };
    }),
  ]);
  return { store, folder, person, videos };
}

function write({ store, person }: Pick<Made, 'store' | 'person'>, edits: readonly Edit[]): void {
  store.write({ actor: { personId: person.id, model: null, runId: null }, label: 'write' }, edits);
}

/** Texts of every status, on a video and on a segment of it. */
export function annotate(made: Made): void {
  const { store, person, videos } = made;
  const videoId = videos['b 2.mp4'] as VideoId;
  const segmentId = store.newId<SegmentId>();
  const edits: Edit[] = [
    {
      do: 'create',
      type: 'segment',
      record: { id: segmentId, videoId, tier: 'shots', fromUs: 1_000_000, toUs: 2_500_000, origin: 'shots' },
    },
  ];
  for (const status of STATUSES) {
    const id = store.newId<ItemId>();
    const item: Item =
      status === 'edited' || status === 'rejected'
        ? {
            id,
            videoId,
            segmentId: null,
            flag: null,
            extra: null,
            kind: 'qa',
            bankId: `q-${status}`,
            question: `Is it ${status}?`,
            form: 'choice',
            topic: 'object',
            choices: ['yes', 'no'],
          }
        : {
            id,
            videoId,
            segmentId: status === 'written' ? segmentId : null,
            flag: status === 'todo' ? 'hard' : null,
            extra: { other: { kept: true } },
            kind: 'caption',
            track: status,
          };
    edits.push({ do: 'create', type: 'item', record: item });
    const suggestionId = store.newId<SuggestionId>();
    if (status !== 'todo' && status !== 'written') {
      edits.push({ do: 'create', type: 'suggestion', record: suggestion(suggestionId, id) });
    }
    if (status === 'todo' || status === 'suggested') continue;
    const response: Response = {
      id: store.newId<ResponseId>(),
      itemId: id,
      personId: person.id,
      text: ['edited', 'written'].includes(status) ? 'A cat\nsleeps.' : 'A dog runs.',
      span: null,
      decision: status === 'editing' ? null : status === 'rejected' || status === 'skipped' ? status : 'accepted',
      reason: status === 'rejected' ? 'object' : null,
      suggestionId: status === 'written' ? null : suggestionId,
      blind: false,
      decidedAtMs: status === 'editing' ? null : 1_700_000_000_000,
    };
    edits.push({ do: 'create', type: 'response', record: response });
    if (status === 'accepted') {
      const record = { id: store.newId<ReviewId>(), itemId: id, responseId: response.id, personId: person.id };
      edits.push({
        do: 'create',
        type: 'review',
        record: { ...record, verdict: 'approved', reason: null, text: response.text, madeAtMs: 1_700_000_000_001 },
      });
    }
  }
  write(made, edits);
}

function suggestion(id: SuggestionId, itemId: ItemId): Suggestion {
  return {
    ...{
      id,
      itemId,
      text: 'A dog runs.',
      question: null,
      span: null,
      runId: null,
      recipe: { name: 'captions', hash: 'h' },
    },
    model: { id: 'panda-mini', version: '1', weightsHash: 'w' },
    prompt: 'Describe it.',
    frames: { indices: [0, 8], timesUs: [0, 320_000] },
    sampling: { kind: 'greedy', maxNewTokens: 64 },
    pieces: [],
    stop: 'stop-token',
    doubt: { total: 0.25, logProb: 0.25, disagreement: null, ungrounded: null },
    junk: null,
    outsideWorld: null,
    seeded: false,
    seconds: 1,
    madeAtMs: 1_690_000_000_000,
  };
}
