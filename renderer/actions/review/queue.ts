/** One key a decision on the text that the queue shows; the next one is there at once. */
import { REJECT_REASONS } from '../../../main/document/records.ts';
import { QUEUES } from '../../../main/document/queue.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Asking } from '../../state/review/answer.svelte.ts';
import { Review } from '../../state/review.svelte.ts';
import { Generations } from '../../state/texts/generations.svelte.ts';
import type { Action } from '../action.ts';

const isHere = (app: App) => app.place === 'review' && app.overlay === null;
const isAt = (app: App) => isHere(app) && app.session.writable && app.of(Review).answer !== null;
const decides = (app: App) => isAt(app) && app.of(Review).answer?.item.arm !== 'review';
const approves = (app: App) => isAt(app) && app.of(Review).answer?.item.arm === 'review';
const isWriting = (app: App) => {
  const { answer } = app.of(Review);
  return answer !== null && app.of(Generations).isWriting(answer.item.row.texts.item.id);
};
/** Whether there are words to say yes or no to, and nobody writes on at them. */
const decidesWords = (app: App) => decides(app) && !isWriting(app);
/** Who is to see no suggestion gets none. */
const mayGenerate = (app: App) => isAt(app) && app.of(Review).answer?.item.arm === 'suggestion';
const asks = (app: App) => isAt(app) && (app.of(Review).answer?.asking ?? null) !== null;

export const accept: Action = {
  id: 'review.accept',
  group: 'review',
  label: (t) => t.review.actions.accept,
  keys: ['A'],
  when: decidesWords,
  run: (app) => app.of(Review).accept(),
};

/** The same, with the caret in the field. */
export const acceptNext: Action = {
  id: 'review.accept-next',
  group: 'review',
  label: (t) => t.review.actions.acceptNext,
  keys: ['Ctrl+Enter'],
  when: decidesWords,
  run: (app) => app.of(Review).accept(),
};

export const reject: Action = {
  id: 'review.reject',
  group: 'review',
  label: (t) => t.review.actions.reject,
  keys: ['X'],
  when: (app) => decidesWords(app) && app.of(Review).answer?.isEmpty === false,
  run: (app) => ask(app, 'reject'),
};

export const edit: Action = {
  id: 'review.edit',
  group: 'review',
  label: (t) => t.review.actions.edit,
  keys: ['E', 'Enter'],
  when: decides,
  run: (app) => {
    const { answer } = app.of(Review);
    if (answer !== null) answer.editing = true;
  },
};

export const skip: Action = {
  id: 'review.skip-item',
  group: 'review',
  label: (t) => t.review.actions.skip,
  keys: ['S'],
  when: decides,
  run: (app) => app.of(Review).skip(),
};

export const regenerate: Action = {
  id: 'review.regenerate',
  group: 'review',
  label: (t) => t.texts.regenerate,
  keys: ['R'],
  when: mayGenerate,
  run: async (app) => app.of(Review).regenerate(),
};

export const another: Action = {
  id: 'review.another',
  group: 'review',
  label: (t) => t.texts.another,
  keys: ['Shift+R'],
  when: mayGenerate,
  run: async (app) => app.of(Review).regenerate({ another: true }),
};

export const flag: Action = {
  id: 'review.flag',
  group: 'review',
  label: (t, app) => (flagOf(app) === null ? t.texts.flag : t.texts.unflag),
  keys: ['F'],
  when: isAt,
  run: async (app) => app.of(Review).flag(flagOf(app) === null ? 'flag' : null),
};

export const comment: Action = {
  id: 'review.comment',
  group: 'review',
  label: (t) => t.texts.comment,
  keys: ['C'],
  when: isAt,
  run: (app) => ask(app, 'comment'),
};

export const approve: Action = {
  id: 'review.approve-item',
  group: 'review',
  label: (t) => t.review.actions.approve,
  keys: ['Shift+A'],
  when: approves,
  run: (app) => app.of(Review).review('approved', null),
};

export const sendBack: Action = {
  id: 'review.return-item',
  group: 'review',
  label: (t) => t.review.actions.return,
  keys: ['Shift+X'],
  when: approves,
  run: (app) => ask(app, 'return'),
};

const cancel: Action = {
  id: 'review.cancel',
  group: 'review',
  label: (t) => t.shell.cancel,
  keys: ['Esc'],
  when: asks,
  run: (app) => ask(app, null),
  unlisted: true,
};

export const shares: Action = {
  id: 'review.shares',
  group: 'review',
  label: (t) => t.review.shares.action,
  keys: [],
  when: (app) => isHere(app) && app.session.writable,
  run: (app) => {
    app.of(Review).sharing = true;
  },
};

/** A reason while one is asked for, else a choice of the question, else a candidate. */
const digits: readonly Action[] = Array.from({ length: 9 }, (_, index) => ({
  id: `review.pick-${index + 1}`,
  group: 'review',
  label: (t) => t.review.actions.pick(String(index + 1)),
  keys: [String(index + 1)],
  when: (app) => decides(app) && (app.of(Review).answer?.offered ?? 0) > index,
  run: (app) => pick(app, index),
  unlisted: true,
}));

const queues: readonly Action[] = QUEUES.map((queue) => ({
  id: `review.queue-${queue}`,
  group: 'review',
  label: (t) => t.review.actions.queue(t.review.queues[queue]),
  keys: [],
  when: (app) => app.session.open !== null,
  run: (app) => {
    app.of(Review).queue = queue;
    app.go('review');
  },
}));

export const queueActions: readonly Action[] = [
  accept,
  acceptNext,
  reject,
  edit,
  skip,
  regenerate,
  another,
  flag,
  comment,
  approve,
  sendBack,
  cancel,
  shares,
  ...digits,
  ...queues,
];

function flagOf(app: App): string | null {
  return app.of(Review).answer?.item.row.texts.item.flag ?? null;
}

function ask(app: App, asking: Asking | null): void {
  const { answer } = app.of(Review);
  if (answer !== null) answer.asking = asking;
}

function pick(app: App, index: number): void {
  const review = app.of(Review);
  const { answer } = review;
  if (answer === null) return;
  const reason = REJECT_REASONS[index];
  const choice = answer.choices[index];
  const candidate = answer.candidates[index];
  if (answer.asking === 'reject') {
    if (reason !== undefined) review.reject(reason);
  } else if (choice !== undefined) review.write(choice);
  else if (candidate !== undefined) answer.pick(candidate);
}
