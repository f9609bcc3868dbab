/** All that a recipe asks of one video or segment and that is not there yet, written and kept, in one step. */
import type { FillEvent } from '../../contract/drafting.ts';
import type { Actor, Edit } from '../../document/edit.ts';
import type { StepId } from '../../document/ids.ts';
import type { Segment } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { isAboutSame } from '../runs/held.ts';
import type { WrittenText } from '../runs/outcome.ts';
import { workOnClip } from './one-clip.ts';
import type { OneClip } from './one-clip.ts';
import { telling } from './telling.ts';

export function fill(clip: OneClip, signal: AbortSignal): AsyncGenerator<FillEvent, void> {
  const { actor, drafter, recipe, store } = clip;
  const { id, version } = drafter.model;
  const writing = {
    store,
    actor: { ...actor, model: `${id}@${version}` },
    name: recipe.name,
    step: store.newId<StepId>(),
  };
  return telling<FillEvent>(signal, async (tell, ended) => {
    let count = 0;
    const onTexts = (texts: readonly WrittenText[], segments: readonly Segment[]): void => {
      for (const kept of keepTexts(writing, texts, segments)) {
        count++;
        tell({ event: 'kept', ...kept });
      }
    };
    const outcome = await workOnClip(clip, { policy: 'fill', onTexts }, ended);
    const problem = outcome.kind === 'done' ? outcome.problem : null;
    if (problem?.code === 'outside-model-world') {
      tell({ event: 'outside', score: problem.score, threshold: problem.threshold });
    }
    tell({ event: 'done', texts: count, problem });
  });
}

interface Writing {
  readonly store: ProjectStore;
  readonly actor: Actor;
  /** Of the recipe. */
  readonly name: string;
  readonly step: StepId;
}

/** Somebody may have made the same item, or removed the segment, meanwhile. */
function keepTexts(
  { actor, name, step, store }: Writing,
  texts: readonly WrittenText[],
  segments: readonly Segment[],
): WrittenText[] {
  return store.transaction(() => {
    const edits: Edit[] = [];
    const made = new Set<string>();
    const kept: WrittenText[] = [];
    for (const { item, suggestion } of texts) {
      const { segmentId } = item;
      const segment = segments.find(({ id }) => id === segmentId);
      if (segmentId !== null && store.get('segment', segmentId) === undefined && !made.has(segmentId)) {
        if (segment === undefined) continue;
        made.add(segmentId);
        edits.push({ do: 'create', type: 'segment', record: segment });
      }
      const there = store
        .list('item', { videoId: item.videoId })
        .find((one) => one.id === item.id || isAboutSame(one, item));
      if (there === undefined) edits.push({ do: 'create', type: 'item', record: item });
      const record = { ...suggestion, itemId: there?.id ?? item.id, runId: null };
      edits.push({ do: 'create', type: 'suggestion', record });
      kept.push({ item: there ?? item, suggestion: record });
    }
    if (edits.length > 0) store.write({ actor, label: 'generate', detail: name, step }, edits);
    return kept;
  });
}
