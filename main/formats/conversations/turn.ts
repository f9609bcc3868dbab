/** A record as a turn of a conversation and back. What was read is written again as it stood, unless it was changed since. */
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { askWithChoices, parseChoices, parseSaid, sayChoice } from './choices.ts';
import { CONVERSATION } from './conversation.ts';
import type { ConversationOptions, Turn } from './conversation.ts';

type Content = DatasetRecord['content'];
type Asked = Pick<Turn, 'asked' | 'said'>;

export function turnOf(record: DatasetRecord, options: ConversationOptions): Asked {
  const { asked, said } = extraOf(record, CONVERSATION);
  const { content } = record;
  const made = madeTurn(content, options);
  if (content.kind === 'caption') return { ...made, asked: typeof asked === 'string' ? asked : made.asked };
  const choosing = { question: content.question.trim(), choices: content.choices };
  const isAsIs = typeof asked === 'string' && JSON.stringify(choosingOf(asked)) === JSON.stringify(choosing);
  const isSaid = typeof said === 'string' && parseSaid(said, content.choices) === textOf(record)?.trim();
  return { asked: isAsIs ? asked : made.asked, said: isSaid ? said : made.said };
}

/** What a turn is about, and what of its wording has to be kept. */
export function contentOf(
  { asked, said }: Asked,
  options: ConversationOptions,
): { readonly content: Content; readonly kept: Partial<Asked> } {
  const content = read({ asked, said }, options);
  const made = madeTurn(content, options);
  const kept = { ...(made.asked === asked ? {} : { asked }), ...(made.said === said ? {} : { said }) };
  return { content, kept };
}

function madeTurn(content: Content, { answers, prompt }: ConversationOptions): Asked {
  if (content.kind === 'caption') {
    return { asked: prompt.replaceAll('{track}', content.track ?? ''), said: content.text?.trim() ?? '' };
  }
  const { question, answer, choices } = content;
  return {
    asked: askWithChoices({ question: question.trim(), choices }, answers),
    said: sayChoice(answer?.trim() ?? '', choices, answers),
  };
}

function read({ asked, said }: Asked, { prompt, texts }: ConversationOptions): Content {
  const track = trackIn(asked.trim(), prompt);
  if (texts === 'captions' || asked.trim() === '' || (texts === 'by-prompt' && track !== undefined)) {
    return { kind: 'caption', track: track ?? null, text: said.trim() };
  }
  const { question, choices } = choosingOf(asked);
  const answer = parseSaid(said, choices);
  const isYesNo = /^(?:yes|no)[.!]?$/i.test(answer);
  const form = choices.length > 0 ? 'choice' : isYesNo ? 'yes-no' : 'open';
  return { kind: 'qa', bankId: null, question, answer, form, topic: null, choices, evidence: null };
}

/** Undefined: it is not asked so. */
function trackIn(asked: string, prompt: string): string | null | undefined {
  const [first = '', ...others] = prompt.split('{track}').map((part) => part.replace(/[^\p{L}\p{N} ]/gu, '\\$&'));
  const pattern = others.reduce((all, part, index) => all + (index === 0 ? '(.*)' : '\\1') + part, first);
  const match = new RegExp(`^${pattern}$`, 's').exec(asked);
  return match ? match[1] || null : undefined;
}

/** A question and what can be chosen, out of how it was asked. */
export function choosingOf(asked: string): { readonly question: string; readonly choices: readonly string[] } {
  return parseChoices(asked) ?? { question: asked.trim(), choices: [] };
}
