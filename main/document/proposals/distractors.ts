/**
 * Wrong answers to stand beside the right one. Taken from what else was answered to the same question, and where that is
 * too little, from what the answer's own kind offers: numbers near it, other colours, other directions. Knows no video.
 */
import { answerKey, numberOf, saysTheSame } from './keys.ts';
import { seededRandom, shuffled } from './seeded.ts';
import { ALTERNATIVES } from './word-lists.ts';

interface Wanted {
  readonly answer: string;
  /** Other answers to the same question, of any video, in any order; what says the same as the right one is passed over. */
  readonly pool: readonly string[];
  readonly count: number;
  /** The same seed, the same wrong answers: the id of question and video, say. */
  readonly seed: string;
}

/** At most `count`, fewer where there is nothing more to say; none says the same as the answer or as another of them. */
export function chooseDistractors({ answer, count, pool, seed }: Wanted): string[] {
  const random = seededRandom(seed);
  const fallback = alternativesTo(answer, random);
  // In an order of their own first, so that the order of the pool does not matter.
  const others = shuffled([...new Set(pool)].sort(), random);
  const isNumber = numberOf(answer) !== undefined;
  const ofItsKind = others.filter((other) => isAlike(answer, other) && (numberOf(other) !== undefined) === isNumber);
  const chosen: string[] = [];
  // Of another kind it would be seen to be wrong; so the kind's own words come before other answers of any kind.
  for (const other of [...ofItsKind, ...fallback, ...(fallback.length > 0 ? [] : others)]) {
    if (chosen.length === count) break;
    if (answerKey(other) !== '' && ![answer, ...chosen].some((one) => saysTheSame(one, other)))
      chosen.push(likeCase(answer, other));
  }
  return chosen;
}

interface Placed {
  readonly answer: string;
  readonly wrong: readonly string[];
  /** Of all questions that are balanced together. */
  readonly seed: string;
  /** The question's number among them, from 0. */
  readonly ordinal: number;
}

/** The right one among the wrong ones: in any n questions of n choices that follow each other from 0, at each place once. */
export function placeAnswer({ answer, ordinal, seed, wrong }: Placed): string[] {
  const places = wrong.length + 1;
  const block = Math.floor(ordinal / places);
  const order = shuffled(
    Array.from({ length: places }, (_, place) => place),
    seededRandom(`${seed} ${places} ${block}`),
  );
  const choices = [...wrong];
  choices.splice(order[ordinal % places] ?? 0, 0, answer);
  return choices;
}

/** A sentence does not stand beside a word. */
function isAlike(answer: string, other: string): boolean {
  const [a, b] = [answer.length, other.length];
  return Math.max(a, b) <= 3 * Math.min(a, b) + 6;
}

function alternativesTo(answer: string, random: () => number): string[] {
  const number = numberOf(answer);
  if (number !== undefined) return numbersNear(answer, number, random);
  const key = answerKey(answer);
  const list = ALTERNATIVES.find((words) => words.some((word) => answerKey(word) === key));
  const partly = list ?? ALTERNATIVES.slice(0, 3).find((words) => words.some((word) => key.split(' ').includes(word)));
  return shuffled(partly ?? [], random);
}

const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const NATIVE_NUMBERS = [
  '하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열',
  '한 두 세 네 다섯 여섯 일곱 여덟 아홉 열',
  '一 二 三 四 五 六 七 八 九 十',
].map((words) => ['', ...words.split(' ')]);

/** Written as the answer writes its own: `three shapes` beside `two shapes`, `4` beside `3`. */
function numbersNear(answer: string, number: number, random: () => number): string[] {
  const near = [1, -1, 2, -2, 3, -3, 4, 5]
    .map((step) => number + step)
    .filter((other) => other > 0 || other === number);
  const ways: ((value: number) => string | undefined)[] = [
    String,
    ...[NUMBER_WORDS, ...NATIVE_NUMBERS].map((words) => (value: number) => words[value] || undefined),
  ];
  const two = answer.replaceAll(/两|兩/gu, '二');
  const way = ways.find((write) => holds(two, write(number)));
  const own = way?.(number);
  if (way === undefined || own === undefined) return [];
  const written = near.flatMap((other) => {
    const word = way(other);
    return word === undefined ? [] : [two.replace(new RegExp(RegExp.escape(own), 'i'), word)];
  });
  // The nearest four, in any order, then the rest: numbers far away are seen to be wrong.
  return [...shuffled(written.slice(0, 4), random), ...written.slice(4)];
}

function holds(text: string, word: string | undefined): boolean {
  if (word === undefined) return false;
  const isLatin = /^[\w]+$/.test(word);
  return new RegExp(isLatin ? `(?<![\\p{sc=Latin}\\d])${word}(?![\\p{sc=Latin}\\d])` : word, 'iu').test(text);
}

/** `Two` beside `One`: a choice is not told by its first letter. */
function likeCase(answer: string, other: string): string {
  const isUpper = /^\p{Lu}/u.test(answer);
  const isPlain = /^\p{L}\p{Ll}+(?:\s|$)/u.test(other) && /^\p{L}(?:\p{Ll}|\s|$)/u.test(answer);
  if (!isPlain) return other;
  return (isUpper ? other.charAt(0).toUpperCase() : other.charAt(0).toLowerCase()) + other.slice(1);
}
