/** Going into a text, writing a new one, asking, and what is said about a text besides. */
import { focusText } from '../../keys/text-focus.ts';
import type { App } from '../../state/app.svelte.ts';
import { currentOf, flagText, removeText } from '../../state/texts/acting.ts';
import { Texts } from '../../state/texts/texts.svelte.ts';
import type { Open } from '../../state/texts/texts.svelte.ts';
import type { Action } from '../action.ts';

export const edit: Action = {
  id: 'texts.edit',
  group: 'texts',
  label: (t) => t.texts.edit,
  keys: ['E', 'Enter'],
  when: (app) => currentOf(app) !== null,
  run: async (app) => {
    const row = currentOf(app);
    if (row === null) return;
    app.of(Texts).select(row);
    await focusText(row.texts.item.id, { field: true });
  },
};

export const editQuestion: Action = {
  id: 'texts.edit-question',
  group: 'texts',
  label: (t) => t.texts.editQuestion,
  keys: ['Shift+E'],
  when: (app) => currentOf(app)?.texts.item.kind === 'qa',
  run: (app) => toggle(app, 'question'),
};

export const ask: Action = {
  id: 'texts.ask',
  group: 'texts',
  label: (t) => t.texts.ask,
  keys: ['Q'],
  when: mayAdd,
  run: (app) => {
    if (app.of(Texts).tab !== 'questions') app.of(Texts).show('questions');
    app.of(Texts).open = 'ask';
  },
};

export const newCaption: Action = {
  id: 'texts.new-caption',
  group: 'texts',
  label: (t) => t.texts.newCaption,
  keys: ['N'],
  when: mayAdd,
  run: (app) => {
    if (app.of(Texts).tab !== 'captions') app.of(Texts).show('captions');
    app.of(Texts).open = 'caption';
  },
};

export const flag: Action = {
  id: 'texts.flag',
  group: 'texts',
  label: (t, app) => (isUnflagged(app) ? t.texts.flag : t.texts.unflag),
  keys: ['F'],
  when: (app) => currentOf(app) !== null,
  run: async (app) => flagText(app, isUnflagged(app) ? 'flag' : null),
};

export const comment: Action = {
  id: 'texts.comment',
  group: 'texts',
  label: (t) => t.texts.comment,
  keys: ['C'],
  when: (app) => currentOf(app) !== null,
  run: (app) => toggle(app, 'comment'),
};

export const remove: Action = {
  id: 'texts.remove',
  group: 'texts',
  label: (t) => t.texts.remove,
  keys: [],
  when: (app) => currentOf(app) !== null,
  run: removeText,
};

/** What waits for a word of the person is put away. */
export const putAway: Action = {
  id: 'texts.put-away',
  group: 'texts',
  label: (t) => t.shell.cancel,
  keys: ['Esc'],
  when: (app) => app.overlay === null && app.of(Texts).open !== null,
  run: async (app) => {
    const texts = app.of(Texts);
    texts.open = null;
    if (texts.currentId !== null) await focusText(texts.currentId, { field: false });
  },
  unlisted: true,
};

function mayAdd(app: App): boolean {
  return app.session.writable && app.place === 'workbench' && app.selection.videoId !== null;
}

function toggle(app: App, what: Open): void {
  const texts = app.of(Texts);
  texts.open = texts.open === what ? null : what;
}

function isUnflagged(app: App): boolean {
  return (currentOf(app)?.texts.item.flag ?? null) === null;
}
