/** Until the recipe's own parts are there. */
import type { JunkReason } from '../../document/junk.ts';
import type { CaptionRules } from '../../document/recipe.ts';

export function withPrefix(text: string, { prefix }: CaptionRules): string {
  return prefix === null || text.startsWith(prefix) ? text : `${prefix} ${text}`;
}

export function junkOf({ text, cut }: { text: string; cut: boolean }): JunkReason | null {
  if (text === '') return 'empty';
  return cut ? 'cut-off' : null;
}

export function readProposal(text: string): { question: string; answer: string } | undefined {
  const found = /^(?:Question:)?\s*(.+?\?)\s*(?:Answer:)?\s*(.+)$/s.exec(text);
  return found ? { question: (found[1] ?? '').trim(), answer: (found[2] ?? '').trim() } : undefined;
}
