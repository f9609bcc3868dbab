/**
 * Writes what became of a video into the project: its texts, in the run's one step, and its row of the ledger, in one
 * transaction. People and other programs work on the project meanwhile, so the policy is asked again here, of what is there
 * now; what somebody removed is not brought back.
 */
import { needsNoVideo } from '../../document/doubt.ts';
import type { Actor, Edit } from '../../document/edit.ts';
import type { Run, RunItem } from '../../document/observations.ts';
import type { Problem } from '../../document/problem.ts';
import type { Item } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { changeRun } from './begin.ts';
import type { Outcome, WrittenText } from './outcome.ts';
import { dutyOf } from './policy.ts';
import { isAboutSame } from './held.ts';
import type { RunText } from '../../contract/run-event.ts';

interface Kept {
  readonly store: ProjectStore;
  readonly run: Run;
  readonly item: RunItem;
}

/** Gives the texts that were written. Throws `project-unwritable`, `project-busy`. */
export function keepOutcome(
  { store, run, item }: Kept,
  outcome: Outcome | { readonly kind: 'failed'; readonly problem: Problem },
): RunText[] {
  if (outcome.kind !== 'done') {
    const problem = outcome.kind === 'failed' ? outcome.problem : null;
    store.saveRunItems([{ ...item, state: outcome.kind, problem }]);
    return [];
  }
  return store.transaction(() => {
    const edits: Edit[] = [];
    const texts: RunText[] = [];
    if (store.get('video', item.videoId)) {
      if (outcome.file) store.saveFiles([outcome.file]);
      const segments = new Set(store.list('segment', { videoId: item.videoId }).map(({ id }) => id));
      for (const record of outcome.segments) {
        edits.push({ do: 'create', type: 'segment', record });
        segments.add(record.id);
      }
      for (const replaced of outcome.replaced) edits.push(...removalsOf(store, replaced));
      const items = store.list('item', { videoId: item.videoId });
      for (const text of outcome.texts) {
        const { segmentId } = text.item;
        const made = segmentId === null || segments.has(segmentId) ? editsOf({ store, run, items }, text) : [];
        if (made.length > 0) texts.push(told(text));
        edits.push(...made);
      }
    }
    if (edits.length > 0) write(store, run, edits);
    const { problem, tokens } = outcome;
    store.saveRunItems([{ ...item, state: 'done', problem, tokens, texts: texts.length }]);
    return texts;
  });
}

interface Keeping {
  readonly store: ProjectStore;
  readonly run: Run;
  /** Of the video, as they are now. */
  readonly items: readonly Item[];
}

function editsOf({ store, run, items }: Keeping, { item, suggestion }: WrittenText): Edit[] {
  const there = items.find(({ id }) => id === item.id) ?? items.find((other) => isAboutSame(other, item));
  const held = there && store.itemTexts(there.id);
  const duty = dutyOf(run.policy, held);
  if (duty === 'leave') return [];
  const record = there ? { ...suggestion, itemId: there.id } : suggestion;
  const removed = duty === 'replace' ? (held?.suggestions ?? []) : [];
  return [
    ...(there ? [] : [{ do: 'create', type: 'item', record: item } as const]),
    ...removed.map((old): Edit => ({ do: 'remove', type: 'suggestion', record: old })),
    { do: 'create', type: 'suggestion', record },
  ];
}

/** Nothing that a person has said a word about. */
function removalsOf(store: ProjectStore, item: Item): Edit[] {
  const held = store.itemTexts(item.id);
  return held === undefined || held.responses.length > 0 ? [] : store.dependents('item', item.id);
}

function write(store: ProjectStore, run: Run, edits: readonly Edit[]): void {
  const { stepId } = store.run(run.id) ?? run;
  const { id, version } = run.model;
  const actor: Actor = { personId: run.startedBy, model: `${id}@${version}`, runId: run.id };
  const change = { actor, label: 'generate', detail: run.recipe.name } as const;
  const step = store.write(stepId === null ? change : { ...change, step: stepId }, edits);
  if (step.id !== stepId) changeRun(store, run.id, { stepId: step.id });
}

function told({ item, suggestion }: WrittenText): RunText {
  return {
    itemId: item.id,
    kind: item.kind,
    of: item.kind === 'caption' ? item.track : item.question,
    text: suggestion.text,
    doubt: suggestion.doubt?.total ?? null,
    needsNoVideo: needsNoVideo(suggestion.doubt),
    junk: suggestion.junk,
  };
}
