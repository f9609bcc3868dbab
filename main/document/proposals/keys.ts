/** When two questions or two answers are the same, however they are written. Knows no grammar: words only. */
import { wordsOf } from '../checks/words.ts';

const NUMBERS: readonly (readonly string[])[] = [
  ['zero', 'none', '零', '영'],
  ['one', 'once', '一', '하나', '한', '일'],
  ['two', 'twice', '二', '两', '兩', '둘', '두', '이'],
  ['three', 'thrice', '三', '셋', '세', '삼'],
  ['four', '四', '넷', '네', '사'],
  ['five', '五', '다섯', '오'],
  ['six', '六', '여섯', '육'],
  ['seven', '七', '일곱', '칠'],
  ['eight', '八', '여덟', '팔'],
  ['nine', '九', '아홉', '구'],
  ['ten', '十', '열', '십'],
  ['eleven', '十一', '열하나'],
  ['twelve', '十二', '열둘'],
];
const DIGITS = new Map(NUMBERS.flatMap((words, number) => words.map((word) => [word, String(number)] as const)));

/** What is written in two ways, or says the same of an answer. */
const SAME: Readonly<Record<string, string>> = {
  grey: 'gray',
  colour: 'color',
  colours: 'color',
  colors: 'color',
  leftward: 'left',
  leftwards: 'left',
  rightward: 'right',
  rightwards: 'right',
  upward: 'up',
  upwards: 'up',
  downward: 'down',
  downwards: 'down',
  stationary: 'still',
  motionless: 'still',
  bike: 'bicycle',
  tv: 'television',
  kid: 'child',
  kids: 'children',
};

/** Words that say nothing by themselves. */
const EMPTY = new Set([
  'a',
  'an',
  'the',
  'it',
  'is',
  'are',
  'there',
  'they',
  "it's",
  'he',
  'she',
  'to',
  'in',
  'on',
  'at',
]);

/** Equal for the same question in other letters, with or without articles and "in the video". */
export function questionKey(question: string): string {
  const words = wordsOf(question.replace(/\b(?:in|of|from) (?:the|this) (?:video|clip)\b/gi, ''));
  return words
    .filter((word) => !['a', 'an', 'the'].includes(word))
    .map((word) => SAME[word] ?? word)
    .join(' ');
}

/** Equal for the same answer: `2` and `Two.`, `grey` and `It is gray`. */
export function answerKey(answer: string): string {
  return answerWords(answer).join(' ');
}

/** Also where one says no more than a part of the other: `red` and `dark red`, of which both may be right. */
export function saysTheSame(a: string, b: string): boolean {
  const [fewer, more] = [new Set(answerWords(a)), new Set(answerWords(b))].sort((x, y) => x.size - y.size);
  return fewer === undefined || more === undefined || [...fewer].every((word) => more.has(word));
}

/** The number that an answer is, or undefined: `3`, `three`, `세 명`, `三个`. */
export function numberOf(answer: string): number | undefined {
  const words = wordsOf(answer).flatMap((word) => [word, word.replace(COUNTER, '')]);
  const digits = words.map((word) => DIGITS.get(word) ?? word).find((word) => /^\d+$/.test(word));
  return digits === undefined ? undefined : Number(digits);
}

/** Korean and Chinese say what is counted right after the number. */
const COUNTER =
  /(?<=.)(?:명|개|번|마리|대|사람|회|个|個|名|只|隻|人|次|辆|輛|位|条|條|张|張|匹|头|頭)+(?:이다|입니다)?$/u;

function answerWords(answer: string): string[] {
  const words = wordsOf(answer).map((word) => SAME[word] ?? word);
  const telling = words.filter((word) => !EMPTY.has(word));
  return (telling.length > 0 ? telling : words)
    .map(
      (word) =>
        DIGITS.get(word) ??
        DIGITS.get(word.replace(COUNTER, '')) ??
        (/^\d/.test(word) ? word.replace(COUNTER, '') : word),
    )
    .filter((word, index, all) => !(/^\d+$/.test(all[index - 1] ?? '') && COUNTER.test(`1${word}`)));
}
