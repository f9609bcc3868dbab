/**
 * A question of choice as a conversation puts it: the choices lettered below it, then how to answer. As LLaVA-Video-178K
 * has it (https://huggingface.co/datasets/lmms-lab/LLaVA-Video-178K): with or without a line `Options:`, and all of its
 * questions of choice end in one of two closing lines. Knows no videos and no files.
 */

export const CLOSINGS = {
  full: 'Please provide your answer by stating the letter followed by the full option.',
  letter: 'Please respond with only the letter of the correct answer.',
} as const;
export type Closing = keyof typeof CLOSINGS;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export interface Choosing {
  readonly question: string;
  readonly choices: readonly string[];
}

/** The question alone, where its choices are none that letters can tell apart. */
export function askWithChoices({ question, choices }: Choosing, closing: Closing): string {
  if (!canBeLettered(choices)) return question;
  const lettered = choices.map((choice, index) => `${LETTERS[index] ?? ''}. ${choice}`);
  return [question, 'Options:', ...lettered, CLOSINGS[closing]].join('\n');
}

/** `E. training.`, or the letter alone; what is no choice stays as it is. */
export function sayChoice(answer: string, choices: readonly string[], closing: Closing): string {
  const at = canBeLettered(choices) ? choices.indexOf(answer) : -1;
  if (at < 0) return answer;
  const letter = LETTERS[at] ?? '';
  if (closing === 'letter') return `${letter}.`;
  return `${letter}. ${answer}${/[.!?]$/.test(answer) ? '' : '.'}`;
}

/** Null: there are no lettered lines at the end of it, but for one that says how to answer. */
export function parseChoices(asked: string): Choosing | null {
  const lines = asked.trim().split('\n');
  if (/^(?:please|answer|respond|select|choose)\b/i.test(lines.at(-1)?.trim() ?? '')) lines.pop();
  const choices: string[] = [];
  let letters = '';
  while (!letters.startsWith('A')) {
    const [, letter, choice] = /^([A-Z])[.)]\s*(\S.*)$/.exec(lines.at(-1)?.trim() ?? '') ?? [];
    if (letter === undefined || choice === undefined) return null;
    letters = letter + letters;
    choices.unshift(choice.trim());
    lines.pop();
  }
  if (lines.at(-1)?.trim() === 'Options:') lines.pop();
  const question = lines.join('\n').trim();
  return question !== '' && LETTERS.startsWith(letters) && canBeLettered(choices) ? { question, choices } : null;
}

/** Which choice was said: by its letter, its words or both; else what was said. */
export function parseSaid(said: string, choices: readonly string[]): string {
  const words = said.trim();
  const [, letter = '', rest = ''] = /^\(?([A-Z])(?:[.):]+\s*(.*))?$/s.exec(words) ?? [];
  const meant = choices[LETTERS.indexOf(letter)];
  if (letter !== '' && meant !== undefined && (rest === '' || same(rest, meant))) return meant;
  return choices.find((choice) => same(choice, words)) ?? words;
}

/** Whether each is a line of its own and another one. */
function canBeLettered(choices: readonly string[]): boolean {
  const isLine = (choice: string): boolean => choice.trim() === choice && choice !== '' && !/[\r\n]/.test(choice);
  const enough = choices.length >= 2 && choices.length <= LETTERS.length;
  return enough && choices.every(isLine) && new Set(choices.map(withoutStop)).size === choices.length;
}

function same(a: string, b: string): boolean {
  return withoutStop(a) === withoutStop(b);
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.$/, '');
}
