/** What form a proposed question has, told from its words and its answer's, in English, Korean and Chinese. */
import type { QuestionForm } from '../question.ts';
import { numberOf } from './keys.ts';
import type { Proposal } from './parse.ts';

export interface FormedProposal extends Proposal {
  readonly form: QuestionForm;
  /** Empty unless the form is `choice`; the answer is one of them. */
  readonly choices: readonly string[];
}

const YES_NO =
  /^(?:(?:yes|no|yeah|nope)(?![\p{L}-]| (?:one|body|longer|more)\b)|(?:예|네|아니요|아니오|아뇨|아닙니다|그렇습니다|맞습니다|아니다|그렇다)(?=$|[\s,.!。，])|(?:是的?|不是|否|对|不对|對|不對|没有|沒有|有|会|不会|會|不會)(?=$|[\s,.!。，！]))/iu;
const OFFERS_ALTERNATIVES = /\bor\b(?! not\b)|还是|還是|아니면/iu;

const COUNTS =
  /\bhow (?:many|often)\b|\bnumber of\b|\bhow (?:much|large) a number\b|몇\s?(?!시|분|초)(?:[\p{sc=Hangul}]|$)|얼마나 많은|개수|다수|횟수|几(?!点|时|点钟)|幾(?!點|時)|多少|数量|數量/iu;

const TIMES =
  /^(?:when\b|(?:at|in) (?:what|which) (?:time|second|minute|moment|point|timestamp)\b|what time\b|how long\b|for how long\b)|\bat what (?:time|second|point|moment)\b|언제|몇\s?(?:시|분|초)|얼마나 오래|什么时候|什麼時候|何时|何時|几点|几秒|多久|多长时间|多長時間/iu;
const A_TIME =
  /\b\d{1,2}:\d{2}\b|\b\d+(?:\.\d+)?\s?(?:s|sec|secs|seconds?|min|mins|minutes?|hours?)\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty) (?:seconds?|minutes?|hours?)\b|\d+(?:\.\d+)?\s?(?:초|분|시간|秒|分钟|分鐘|小时|小時)/iu;

/** Choices that stand in the question are taken out of it; a letter as the answer becomes the choice it names. */
export function formedProposal({ answer, question }: Proposal): FormedProposal {
  const offered = choicesIn(question);
  if (offered !== undefined) {
    const right = chosen(answer, offered.choices);
    if (right !== undefined)
      return { question: offered.question, answer: right, form: 'choice', choices: offered.choices };
  }
  return { question, answer, form: formOf({ question, answer }), choices: [] };
}

function formOf({ answer, question }: Proposal): QuestionForm {
  if (YES_NO.test(answer) && !OFFERS_ALTERNATIVES.test(question)) return 'yes-no';
  if (TIMES.test(question) && A_TIME.test(answer)) return 'time';
  if (COUNTS.test(question) && numberOf(answer) !== undefined) return 'count';
  return 'open';
}

interface Offered {
  readonly question: string;
  readonly choices: readonly string[];
}

/** `... Choose one: red, blue.` or `... (A) red (B) blue`. */
function choicesIn(text: string): Offered | undefined {
  const listed = /^(.*?)\s*(?:choose (?:one|from)|options|choices|선택지|보기|选项|選項)\s*[:：]\s*(.+)$/isu.exec(text);
  const body = listed?.[2] ?? text;
  const letters = [...body.matchAll(/(?:^|\s|[?？])\(?([A-Ha-h])[).:]\s*(.+?)(?=,?\s+\(?[A-Ha-h][).:]\s|$)/gsu)];
  const isLettered =
    letters.length >= 2 && letters.every(([, letter], index) => letter?.toUpperCase() === 'ABCDEFGH'[index]);
  const choices = isLettered
    ? letters.map(([, , choice = '']) => bare(choice))
    : (listed?.[2] ?? '').split(/[,;、，]|\bor\b/).map(bare);
  const question = listed?.[1] ?? text.slice(0, letters[0]?.index ?? 0);
  const isSound = choices.length >= 2 && choices.every((choice) => choice !== '') && question.trim() !== '';
  return isSound && (isLettered || listed !== null) ? { question: question.trim(), choices } : undefined;
}

function chosen(answer: string, choices: readonly string[]): string | undefined {
  const letter = /^\(?([A-Ha-h])(?:[).:]|$)/.exec(answer.trim())?.[1];
  const named = letter === undefined ? undefined : choices['ABCDEFGH'.indexOf(letter.toUpperCase())];
  return named ?? choices.find((choice) => choice.toLowerCase() === bare(answer).toLowerCase());
}

function bare(text: string): string {
  return text
    .trim()
    .replace(/[.。,;]$/u, '')
    .trim();
}
