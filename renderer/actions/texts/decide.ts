/** What a person says of a text: it is right, it is wrong for a reason, it is left. */
import { REJECT_REASONS } from '../../../main/document/records.ts';
import type { RejectReason } from '../../../main/document/records.ts';
import { focusText } from '../../keys/text-focus.ts';
import type { App } from '../../state/app.svelte.ts';
import { currentOf, hasText } from '../../state/texts/acting.ts';
import { Drafts } from '../../state/texts/drafts.svelte.ts';
import { Texts } from '../../state/texts/texts.svelte.ts';
import type { Action } from '../action.ts';

export const accept: Action = {
  id: 'texts.accept',
  group: 'texts',
  label: (t) => t.texts.accept,
  keys: ['A'],
  when: hasText,
  run: acceptCurrent,
};

export const acceptNext: Action = {
  id: 'texts.accept-next',
  group: 'texts',
  label: (t) => t.texts.acceptNext,
  keys: ['Ctrl+Enter'],
  when: hasText,
  run: async (app) => {
    const field = app.focus === 'text';
    acceptCurrent(app);
    await goOn(app, { field });
  },
};

/** Asks for the reason; a second press says that there is no word for it. */
export const reject: Action = {
  id: 'texts.reject',
  group: 'texts',
  label: (t) => t.texts.reject,
  keys: ['X'],
  when: hasText,
  run: (app) => {
    const texts = app.of(Texts);
    if (texts.open === 'reasons') rejectFor(app, 'other');
    else texts.open = 'reasons';
  },
};

export const skip: Action = {
  id: 'texts.skip',
  group: 'texts',
  label: (t) => t.texts.skip,
  keys: ['S'],
  when: (app) => currentOf(app) !== null,
  run: async (app) => {
    const row = currentOf(app);
    if (row === null) return;
    app.of(Drafts).decide(row.texts, { decision: 'skipped' });
    await goOn(app, { field: false });
  },
};

export function rejectFor(app: App, reason: RejectReason): void {
  const row = currentOf(app);
  app.of(Texts).open = null;
  if (row !== null) app.of(Drafts).decide(row.texts, { decision: 'rejected', reason });
}

/** 1 to 8 while a reason is asked for. */
export const reasonActions: readonly Action[] = REJECT_REASONS.map((reason, index) => ({
  id: `texts.reason-${reason}`,
  group: 'texts',
  label: (t) => t.texts.rejectFor(t.words.reason[reason]),
  keys: [String(index + 1)],
  when: (app) => app.of(Texts).open === 'reasons' && hasText(app),
  run: (app) => rejectFor(app, reason),
  unlisted: true,
}));

function acceptCurrent(app: App): void {
  const row = currentOf(app);
  app.of(Texts).open = null;
  if (row !== null) app.of(Drafts).decide(row.texts, { decision: 'accepted' });
}

/** To the next that nobody has decided on; where there is none, the one that was decided keeps the focus. */
async function goOn(app: App, { field }: { readonly field: boolean }): Promise<void> {
  const texts = app.of(Texts);
  const next = texts.nextUndecided();
  if (next !== null) texts.select(next);
  const itemId = texts.currentId;
  if (itemId !== null) await focusText(itemId, { field: field && next !== null });
}
