/**
 * The token in a message that stands for the video. Trainers put a video wherever they find one, in a question as in an
 * answer, so a text that holds one itself cannot be trained on. Knows no files.
 */

export const TOKENS = ['video', 'image'] as const;
export type Token = (typeof TOKENS)[number];

/** Where the token stands in the first message, and what is between it and the words. */
export interface Lead {
  readonly place: 'before' | 'after' | 'none';
  readonly glue: string;
}

export function withToken(words: string, token: Token, { place, glue }: Lead): string {
  const sign = `<${token}>`;
  if (place === 'none') return words;
  if (words === '') return sign;
  return place === 'before' ? sign + glue + words : words + glue + sign;
}

/** One or several together, as for the frames of one video, are one. */
export function withoutToken(message: string): { readonly words: string; readonly lead: Lead } {
  const before = /^(?:<(?:video|image)>)+(\n| )?/.exec(message);
  if (before) return { words: message.slice(before[0].length), lead: { place: 'before', glue: before[1] ?? '' } };
  const after = /(\n| )?(?:<(?:video|image)>)+\s*$/.exec(message);
  if (after) return { words: message.slice(0, after.index), lead: { place: 'after', glue: after[1] ?? '' } };
  return { words: message, lead: { place: 'none', glue: '' } };
}

export function holdsToken(text: string): boolean {
  return /<(?:video|image|audio)>/.test(text);
}
