/** What can be done to texts; of those that share a key, the first that may act gets it. */
import type { Action } from '../action.ts';
import { accept, acceptNext, reasonActions, reject, skip } from './decide.ts';
import { another, generate, regenerate, regenerateSegment, stopGenerating } from './generate.ts';
import { pickActions } from './pick.ts';
import { approve, giveBack } from './review.ts';
import { tabActions, walkActions } from './walk.ts';
import { ask, comment, edit, editQuestion, flag, newCaption, putAway, remove } from './write.ts';

export const textsActions: readonly Action[] = [
  stopGenerating,
  putAway,
  accept,
  acceptNext,
  reject,
  skip,
  flag,
  edit,
  editQuestion,
  regenerate,
  another,
  regenerateSegment,
  generate,
  ask,
  newCaption,
  comment,
  approve,
  giveBack,
  remove,
  ...reasonActions,
  ...pickActions,
  ...walkActions,
  ...tabActions,
];
