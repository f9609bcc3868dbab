/**
 * JSON that nobody vouches for: deep nesting, keys that stand twice, `__proto__`, NULs and halves of characters are said to
 * be wrong in place of being taken for something. Knows nothing of what the values mean.
 */

/** What is wrong, and where in the text; the caller knows the file and the line. */
export class JsonError extends Error {
  /** Characters from the beginning; null: somewhere. */
  readonly at: number | null;

  constructor(message: string, at: number | null = null) {
    super(message);
    this.at = at;
  }
}

export const DEEPEST = 64;

/** Throws `JsonError`. */
export function parseJson(text: string): unknown {
  const colons = measure(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const at = /at position (\d+)/.exec((error as Error).message)?.[1];
    throw new JsonError('it is not JSON', at === undefined ? null : Number(at));
  }
  const pairs = refuseUnsound(value);
  if (pairs !== colons) throw new JsonError(`the key ${repeatedKey(text)} stands twice in one object`);
  return value;
}

/** Refuses what JSON allows and no data set needs; returns how many keys there are. */
export function refuseUnsound(value: unknown): number {
  let pairs = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (typeof one === 'string') refuseText(one);
    else if (Array.isArray(one)) for (const part of one) waiting.push(part);
    else if (typeof one === 'object' && one !== null) {
      for (const [key, part] of Object.entries(one)) {
        if (key === '__proto__') throw new JsonError('there is a key __proto__ in it');
        refuseText(key);
        pairs++;
        waiting.push(part);
      }
    }
  }
  return pairs;
}

function refuseText(text: string): void {
  if (text.includes('\0')) throw new JsonError('there is a NUL in a text');
  if (!text.isWellFormed()) throw new JsonError('there is half a character in a text (an unpaired surrogate)');
}

/** Counts the colons outside of strings: one for each key, also for those that `JSON.parse` lets fall. */
function measure(text: string): number {
  let colons = 0;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[:{}[\]]/gs)) {
    if (token === ':') colons++;
    else if (token === '{' || token === '[') {
      if (++depth > DEEPEST) throw new JsonError(`it is nested more than ${DEEPEST} deep`, index);
    } else if (token === '}' || token === ']') depth--;
  }
  return colons;
}

function repeatedKey(text: string): string {
  const open: Set<string>[] = [];
  for (const [token, , colon] of text.matchAll(/"((?:[^"\\]|\\.)*)"\s*(:)?|[{}]/gs)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (colon !== undefined) {
      const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return JSON.stringify(key);
      keys?.add(key);
    }
  }
  return '';
}
