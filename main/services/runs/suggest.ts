/** Makes a suggestion of a text that was written: with everything that is to be known of how it came about. */
import type { ItemId, RunId, SuggestionId } from '../../document/ids.ts';
import type { ModelName, Suggestion } from '../../document/records.ts';
import type { Span } from '../../document/time.ts';
import type { Shown } from '../drafting/drafter.ts';
import type { Written } from './write-text.ts';

export interface Made {
  readonly id: SuggestionId;
  readonly itemId: ItemId;
  /** As it is to be shown, where that is another than what was written. */
  readonly text: string;
  readonly question: string | null;
  readonly span: Span | null;
  readonly prompt: string;
  readonly written: Written;
}

export interface Provenance {
  /** `id` null: asked for by hand. */
  readonly run: { readonly id: RunId | null; readonly model: ModelName };
  readonly recipe: { readonly name: string; readonly hash: string } | null;
  readonly shown: Shown;
}

export function suggestionOf({ run, recipe, shown }: Provenance, made: Made): Suggestion {
  const { view, world } = shown;
  const { written, ...own } = made;
  return {
    ...own,
    model: run.model,
    runId: run.id,
    recipe,
    frames: { indices: view.frames.map(({ index }) => index), timesUs: view.frames.map(({ timeUs }) => timeUs) },
    sampling: written.sampling,
    pieces: written.pieces,
    stop: written.draft.stop,
    doubt: written.doubt,
    junk: null, // judged with those beside it
    outsideWorld: world?.outside ? { score: world.score, threshold: world.threshold } : null,
    seeded: false,
    seconds: written.seconds,
    madeAtMs: Date.now(),
  };
}
