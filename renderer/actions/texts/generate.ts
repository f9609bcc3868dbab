/** Having a model write: this text again, a further candidate, all that a recipe asks. */
import type { App } from '../../state/app.svelte.ts';
import { currentOf } from '../../state/texts/acting.ts';
import { Filling } from '../../state/texts/filling.svelte.ts';
import { Generations } from '../../state/texts/generations.svelte.ts';
import { Texts } from '../../state/texts/texts.svelte.ts';
import type { Action } from '../action.ts';

/** The words that were selected in the field, or all of it. */
export const regenerate: Action = {
  id: 'texts.regenerate',
  group: 'texts',
  label: (t) => t.texts.regenerate,
  keys: ['R'],
  when: mayGenerate,
  run: async (app) => {
    const row = currentOf(app);
    const { selected } = app.of(Texts);
    app.of(Texts).mark(null);
    if (row !== null) await app.of(Generations).generate(row.texts, { selected });
  },
};

/** Every text of the segment that is selected. */
export const regenerateSegment: Action = {
  id: 'texts.regenerate-segment',
  group: 'texts',
  label: (t) => t.texts.regenerateSegment,
  keys: ['Ctrl+Shift+R'],
  when: (app) => currentOf(app) !== null && app.selection.segmentId !== null,
  run: async (app) => {
    const { segmentId } = app.selection;
    const texts = app.of(Texts);
    const rows = [...texts.captions, ...texts.questions].filter(
      ({ segment, texts: { item } }) => segment?.id === segmentId && texts.armOf(item.id) === null,
    );
    await Promise.all(rows.map(async (row) => app.of(Generations).generate(row.texts)));
  },
};

export const another: Action = {
  id: 'texts.another',
  group: 'texts',
  label: (t) => t.texts.another,
  keys: ['Shift+R'],
  when: mayGenerate,
  run: async (app) => {
    const row = currentOf(app);
    if (row !== null) await app.of(Generations).generate(row.texts, { another: true });
  },
};

/** What the recipe asks of the video, or of the segment that is selected. */
export const generate: Action = {
  id: 'texts.generate',
  group: 'texts',
  label: (t) => t.texts.generate,
  keys: ['G'],
  when: (app) => app.session.writable && app.place === 'workbench' && app.selection.videoId !== null,
  run: async (app) => {
    const { videoId, segmentId } = app.selection;
    if (videoId !== null) await app.of(Filling).fill({ videoId, segmentId });
  },
};

/** Before Esc leaves the field: what was written stays. */
export const stopGenerating: Action = {
  id: 'texts.stop',
  group: 'texts',
  label: (t) => t.texts.stop,
  keys: ['Esc'],
  when: (app) => app.overlay === null && isWriting(app),
  run: (app) => {
    app.of(Generations).stopAll();
    app.of(Filling).stop();
  },
};

/** Not where the person must not see what a model writes. */
function mayGenerate(app: App): boolean {
  const row = currentOf(app);
  return row !== null && app.of(Texts).armOf(row.texts.item.id) === null;
}

function isWriting(app: App): boolean {
  return app.of(Generations).any || app.of(Filling).target !== null;
}
