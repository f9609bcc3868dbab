/**
 * Reads a template: text, `{variable}`, and `[[parts]]` that are left out where one of their variables is empty. `{{`, `}}`,
 * `[[[[` and `]]]]` stand for `{`, `}`, `[[` and `]]`. Knows no variable's meaning.
 */

export type TemplatePiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'optional'; readonly pieces: readonly TemplatePiece[] };

/** Why a template cannot be read. `at`: the character of the template, from 0. */
export interface TemplateFault {
  readonly at: number;
  readonly what: 'open-brace' | 'open-part' | 'close-brace' | 'close-part' | 'part-in-part' | 'part-without-variable';
}

export type ParsedTemplate =
  | { readonly pieces: readonly TemplatePiece[]; readonly fault: null }
  | { readonly pieces: null; readonly fault: TemplateFault };

/** The longest first, so that four brackets are never read as two and two. */
const TOKEN = /\{\{|\}\}|\[\[\[\[|\]\]\]\]|\[\[|\]\]|\{([^{}]*)\}|[{}]/g;

const ESCAPED: Readonly<Record<string, string>> = { '{{': '{', '}}': '}', '[[[[': '[[', ']]]]': ']]' };

export function parseTemplate(template: string): ParsedTemplate {
  const pieces: TemplatePiece[] = [];
  let part: { readonly at: number; readonly pieces: TemplatePiece[] } | null = null;
  let readTo = 0;
  for (const token of template.matchAll(TOKEN)) {
    const into: TemplatePiece[] = part?.pieces ?? pieces;
    addText(into, template.slice(readTo, token.index));
    readTo = token.index + token[0].length;
    const escaped = ESCAPED[token[0]];
    if (escaped !== undefined) {
      addText(into, escaped);
    } else if (token[1] !== undefined) {
      into.push({ kind: 'variable', name: token[1].trim() });
    } else if (token[0] === '[[') {
      if (part !== null) return faulty('part-in-part', token.index);
      part = { at: token.index, pieces: [] };
    } else if (token[0] === ']]') {
      if (part === null) return faulty('close-part', token.index);
      if (!part.pieces.some(({ kind }) => kind === 'variable')) return faulty('part-without-variable', part.at);
      pieces.push({ kind: 'optional', pieces: part.pieces });
      part = null;
    } else {
      return faulty(token[0] === '{' ? 'open-brace' : 'close-brace', token.index);
    }
  }
  if (part !== null) return faulty('open-part', part.at);
  addText(pieces, template.slice(readTo));
  return { pieces, fault: null };
}

/** Each once, in the order of the template; none where it cannot be read. */
export function variablesIn(template: string): readonly string[] {
  const namesIn = (pieces: readonly TemplatePiece[]): string[] =>
    pieces.flatMap((piece) =>
      piece.kind === 'variable' ? [piece.name] : piece.kind === 'optional' ? namesIn(piece.pieces) : [],
    );
  return [...new Set(namesIn(parseTemplate(template).pieces ?? []))];
}

function addText(pieces: TemplatePiece[], text: string): void {
  if (text !== '') pieces.push({ kind: 'text', text });
}

function faulty(what: TemplateFault['what'], at: number): ParsedTemplate {
  return { pieces: null, fault: { what, at } };
}
