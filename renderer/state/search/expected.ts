/** What is expected at the place where a search cannot be read, as something that each language has words for. */

export type Expected =
  | { readonly kind: 'fields' | 'choices'; readonly names: string }
  | { readonly kind: 'colon' | 'value'; readonly names: string }
  | {
      readonly kind:
        | 'condition'
        | 'open'
        | 'close'
        | 'quote'
        | 'space'
        | 'word'
        | 'star'
        | 'dash'
        | 'time'
        | 'share'
        | 'smaller'
        | 'shorter';
    }
  /** In English: something that this does not know yet. */
  | { readonly kind: 'other'; readonly text: string };

const WITH_NAMES: readonly (readonly [RegExp, 'fields' | 'choices' | 'colon' | 'value'])[] = [
  [/^one of the fields (.*), or quotes/, 'fields'],
  [/^one of (.*)$/, 'choices'],
  [/^(\w+): with a colon$/, 'colon'],
  [/^what (\w+) is to be$/, 'value'],
];
const PLAIN: readonly (readonly [RegExp, Exclude<Expected, { names: string } | { text: string }>['kind']])[] = [
  [/^words to look for/, 'condition'],
  [/^an opening parenthesis/, 'open'],
  [/^a closing parenthesis/, 'close'],
  [/^a closing quote/, 'quote'],
  [/^a space/, 'space'],
  [/^a word with/, 'word'],
  [/^a \* only/, 'star'],
  [/^what is not wanted/, 'dash'],
  [/^a time/, 'time'],
  [/^a number/, 'share'],
  [/^the smaller/, 'smaller'],
  [/^at most/, 'shorter'],
];

export function expectedOf(text: string): Expected {
  for (const [pattern, kind] of WITH_NAMES) {
    const names = pattern.exec(text)?.[1];
    if (names !== undefined) return { kind, names };
  }
  const plain = PLAIN.find(([pattern]) => pattern.test(text));
  return plain === undefined ? { kind: 'other', text } : { kind: plain[1] };
}
