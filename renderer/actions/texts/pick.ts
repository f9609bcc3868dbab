/** 1 to 9: the choice of a question, or the candidate of a text. */
import type { App } from '../../state/app.svelte.ts';
import { currentOf } from '../../state/texts/acting.ts';
import { candidatesOf } from '../../state/texts/candidates.ts';
import { Drafts } from '../../state/texts/drafts.svelte.ts';
import type { Action } from '../action.ts';

export const pickActions: readonly Action[] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({
  id: `texts.pick-${digit}`,
  group: 'texts',
  label: (t) => t.texts.pick(String(digit)),
  keys: [String(digit)],
  when: (app) => pickable(app, digit - 1) !== undefined,
  run: (app) => pickable(app, digit - 1)?.(),
  unlisted: true,
}));

function pickable(app: App, place: number): (() => void) | undefined {
  const row = currentOf(app);
  if (row === null) return undefined;
  const { item } = row.texts;
  const drafts = app.of(Drafts);
  const choice = item.kind === 'qa' && item.form === 'choice' ? item.choices[place] : undefined;
  if (choice !== undefined) {
    const { span, suggestionId } = drafts.of(row.texts);
    return () => drafts.pick(row.texts, { text: choice, span, id: suggestionId });
  }
  const candidate = candidatesOf(row.texts)[place];
  return candidate === undefined ? undefined : () => drafts.pick(row.texts, candidate);
}
