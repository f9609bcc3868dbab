/** Until the recipe's own parts are there. */
import type { JunkReason } from '../../document/junk.ts';
import type { CaptionRules } from '../../document/recipe.ts';

export type Variables = Readonly<Record<string, string>>;

export function fillTemplate(template: string, variables: Variables): string {
  return template.replace(/\{\{|\}\}|\{(\w+)\}/g, (all, name: string | undefined) =>
    name === undefined ? (all[0] ?? '') : (variables[name] ?? ''),
  );
}

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

/** A template that says these words. */
export function literalTemplate(text: string): string {
  return text.replaceAll('{', '{{');
}
