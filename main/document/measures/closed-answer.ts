/**
 * What an answer to a closed question says, whatever words it says it in, so that "Yes." and "yes, it does" agree: `yes` or
 * `no`, the place of the choice, a number. What cannot be read that way stands for itself, in lower case.
 * English, Korean and Chinese. Knows nothing of who answered.
 */
import type { QuestionForm } from '../question.ts';
import { normalised } from '../status.ts';
import { wordsOf } from './words.ts';

export const CLOSED_FORMS = ['yes-no', 'choice', 'count'] as const satisfies readonly QuestionForm[];
export type ClosedForm = (typeof CLOSED_FORMS)[number];

export function isClosed(form: QuestionForm): form is ClosedForm {
  return (CLOSED_FORMS as readonly QuestionForm[]).includes(form);
}

/** Null for an empty answer. A choice is its letter, `A` for the first. */
export function closedAnswer(form: ClosedForm, answer: string, choices: readonly string[]): string | null {
  const plain = plainOf(answer);
  if (plain === '') return null;
  if (form === 'yes-no') return yesOrNo(plain) ?? plain;
  if (form === 'count') return countOf(plain) ?? plain;
  const place = placeOfChoice(answer, choices);
  return place === null ? plain : letterOf(place);
}

/** Which of the choices an answer is, from 0; null: none of them. */
export function placeOfChoice(answer: string, choices: readonly string[]): number | null {
  const plain = plainOf(answer);
  const place = choices.findIndex((choice) => plainOf(choice) === plain);
  if (place !== -1) return place;
  const { letter, rest } = /^\(?(?<letter>[a-z])(?:[.:)]+ *(?<rest>.*))?$/u.exec(plain)?.groups ?? {};
  const named = letter === undefined ? -1 : letter.charCodeAt(0) - 'a'.charCodeAt(0);
  const choice = choices[named];
  return choice !== undefined && (rest === undefined || rest === '' || rest === plainOf(choice)) ? named : null;
}

export function letterOf(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + place);
}

function plainOf(text: string): string {
  return normalised(text)
    .toLowerCase()
    .replace(/[.!?。！？]+$/u, '')
    .trim();
}

const YES = new Set([
  'yes',
  'yeah',
  'yep',
  'true',
  '네',
  '예',
  '그렇습니다',
  '맞습니다',
  '是',
  '是的',
  '对',
  '對',
  '有',
]);
const NO = new Set(['no', 'nope', 'false', '아니', '아니요', '아니오', '아닙니다', '不', '不是', '没有', '沒有', '否']);

/** By its first word, or all of it (a script without spaces). */
function yesOrNo(plain: string): 'yes' | 'no' | null {
  for (const said of [plain, plain.split(/[\s,.;:，、。]/u)[0] ?? '']) {
    if (YES.has(said)) return 'yes';
    if (NO.has(said)) return 'no';
  }
  return null;
}

const NUMBER_WORDS: readonly (readonly string[])[] = [
  ['zero', 'none', 'no', '영', '없음', '零', '〇'],
  ['one', 'a', 'an', '하나', '한', '一'],
  ['two', '둘', '두', '二', '两', '兩'],
  ['three', '셋', '세', '三'],
  ['four', '넷', '네', '四'],
  ['five', '다섯', '五'],
  ['six', '여섯', '六'],
  ['seven', '일곱', '七'],
  ['eight', '여덟', '八'],
  ['nine', '아홉', '九'],
  ['ten', '열', '十'],
  ['eleven', '열하나', '十一'],
  ['twelve', '열둘', '十二'],
];
const NUMBERS = new Map(NUMBER_WORDS.flatMap((words, number) => words.map((word) => [word, number] as const)));

/** The first number in it, in digits or as a word. */
function countOf(plain: string): string | null {
  for (const word of wordsOf(plain.normalize('NFKC'))) {
    const digits = /^\d+/.exec(word)?.[0];
    if (digits !== undefined) return String(Number(digits));
    const number = NUMBERS.get(word);
    if (number !== undefined) return String(number);
  }
  return null;
}
