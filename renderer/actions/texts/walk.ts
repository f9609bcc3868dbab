/** From text to text, and from view to view of them. */
import { focusText } from '../../keys/text-focus.ts';
import { TEXT_TABS, Texts } from '../../state/texts/texts.svelte.ts';
import type { Action } from '../action.ts';

const WALKS = [
  { id: 'texts.previous', key: 'Up', by: -1 },
  { id: 'texts.next', key: 'Down', by: 1 },
] as const;

/** While the focus is among the texts; elsewhere the same keys walk the segments. */
export const walkActions: readonly Action[] = WALKS.map(({ id, key, by }) => ({
  id,
  group: 'texts',
  label: (t) => (by === 1 ? t.texts.next : t.texts.previous),
  keys: [key],
  when: (app) => app.place === 'workbench' && app.of(Texts).inside && app.of(Texts).current !== null,
  run: async (app) => {
    const texts = app.of(Texts);
    const row = texts.beside(by);
    if (row !== null) texts.select(row);
    if (texts.currentId !== null) await focusText(texts.currentId, { field: false });
  },
  repeats: true,
}));

export const tabActions: readonly Action[] = TEXT_TABS.map((tab) => ({
  id: `texts.show-${tab}`,
  group: 'texts',
  label: (t) => t.texts.show[tab],
  keys: tab === 'history' ? ['H'] : [],
  when: (app) => app.place === 'workbench' && app.selection.videoId !== null,
  run: (app) => {
    const texts = app.of(Texts);
    texts.show(texts.tab === tab && tab === 'history' ? texts.list : tab);
  },
}));
