/**
 * What can be asked of an item or a video besides its words: the fields of a search, what each takes and what it means; for
 * reading a search, and for whoever offers completions. Knows nothing of how they are answered.
 */
import { JUNK_REASONS } from '../junk.ts';
import { FILE_STATES } from '../observations.ts';
import { QUESTION_FORMS, QUESTION_TOPICS } from '../question.ts';
import { REJECT_REASONS, VERDICTS } from '../records.ts';
import { STATUSES } from '../status.ts';

const choices = {
  status: { values: STATUSES, help: 'what has become of a text' },
  reason: { values: REJECT_REASONS, help: 'why a person rejected it' },
  review: { values: [...VERDICTS, 'none'], help: "what a reviewer said of a person's text" },
  kind: { values: ['caption', 'qa'], help: 'whether it is a caption or a question' },
  form: { values: QUESTION_FORMS, help: 'what a question wants as its answer' },
  topic: { values: [...QUESTION_TOPICS, 'none'], help: 'what a question is about' },
  asked: { values: ['bank', 'model', 'person'], help: 'who asked a question' },
  junk: { values: ['yes', 'no', ...JUNK_REASONS], help: "why a model's text is not worth the time" },
  has: {
    values: ['text', 'question', 'suggestion', 'response', 'flag', 'comment', 'segment', 'blind', 'seeded'],
    help: 'what there is of it; blind: a second answer; seeded: a mistake made on purpose',
  },
  file: { values: FILE_STATES, help: 'how the file of the video was found last' },
  excluded: { values: ['yes', 'no'], help: 'whether the video is left out of runs, queues and exports' },
} as const satisfies Record<string, { readonly values: readonly string[]; readonly help: string }>;

const patterns = {
  track: 'the track of a caption',
  tier: 'the tier of the segment',
  bank: 'the id of a question in its bank',
  model: 'the model that wrote what stands: its id, or id@version',
  run: 'the run that wrote what stands: its id',
  by: 'the person whose text stands: a name or an id',
  flag: 'what the flag says',
  video: 'the video: its id',
  path: 'a part of the path of the video; with * or ? all of it, from any folder on',
} as const;

const numbers = {
  dur: 'how long the segment is, or else the video: >10s, <=1m30s, 500ms..2s',
  doubt: 'how unsure the model was, 0 to 1, junk counting as 1: >0.5, 0.2..0.4',
} as const;

export type ChoiceField = keyof typeof choices;
export type PatternField = keyof typeof patterns;
export type NumberField = keyof typeof numbers;

export interface QueryField {
  readonly name: ChoiceField | PatternField | NumberField;
  readonly kind: 'choice' | 'pattern' | 'number';
  /** All there are; empty where a value is free. */
  readonly values: readonly string[];
  readonly help: string;
}

export const queryFields: readonly QueryField[] = [
  ...keysOf(choices).map((name) => ({ name, kind: 'choice', ...choices[name] }) as const),
  ...keysOf(patterns).map((name) => ({ name, kind: 'pattern', values: [], help: patterns[name] }) as const),
  ...keysOf(numbers).map((name) => ({ name, kind: 'number', values: [], help: numbers[name] }) as const),
];

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(table) as Key[];
}
