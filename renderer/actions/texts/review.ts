/** What a reviewer says of another person's decision. */
import { isReviewable, reviewText } from '../../state/texts/acting.ts';
import { Texts } from '../../state/texts/texts.svelte.ts';
import type { Action } from '../action.ts';

export const approve: Action = {
  id: 'texts.approve',
  group: 'review',
  label: (t) => t.texts.approve,
  keys: ['Shift+A'],
  when: isReviewable,
  run: async (app) => reviewText(app, 'approved', null),
};

/** Asks for the reason. */
export const giveBack: Action = {
  id: 'texts.return',
  group: 'review',
  label: (t) => t.texts.giveBack,
  keys: ['Shift+X'],
  when: isReviewable,
  run: (app) => {
    app.of(Texts).open = 'return';
  },
};
