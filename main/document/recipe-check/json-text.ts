/**
 * Reads JSON and remembers where everything stood, so that a fault can be shown in its line. As strict as JSON.parse, and a
 * name that stands twice in an object is a fault too. Knows nothing of recipes.
 */

export type JsonPath = readonly (string | number)[];

export interface JsonFault {
  readonly at: number;
  /** What stands there: a character, or nothing at the end. */
  readonly found: string;
  readonly expected: string;
}

export type JsonText =
  | {
      readonly value: unknown;
      readonly fault: null;
      placeOf(path: JsonPath, of?: 'name' | 'value'): number | undefined;
    }
  | { readonly value: undefined; readonly fault: JsonFault };

/** Line and column of a character, both from 1. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

export function readJson(text: string): JsonText {
  const places = new Map<string, number>();
  try {
    const value = new JsonReader(text, places).readAll();
    return {
      value,
      fault: null,
      placeOf: (path, of = 'value') => places.get(keyOf(path, of)),
    };
  } catch (error) {
    if (error instanceof FaultError) return { value: undefined, fault: error.fault };
    throw error;
  }
}

function keyOf(path: JsonPath, of: 'name' | 'value'): string {
  return `${of}${JSON.stringify(path)}`;
}

class FaultError extends Error {
  readonly fault: JsonFault;

  constructor(fault: JsonFault) {
    super(fault.expected);
    this.fault = fault;
  }
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\n\r]|\\.)*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Deeper than any recipe, and far from the end of the stack. */
const DEEPEST = 100;

class JsonReader {
  readonly #text: string;
  readonly #places: Map<string, number>;
  #at = 0;

  constructor(text: string, places: Map<string, number>) {
    this.#text = text;
    this.#places = places;
    if (text.startsWith('\uFEFF')) this.#at = 1;
  }

  readAll(): unknown {
    const value = this.#readValue([]);
    if (this.#peek() !== '') this.#refuse('the end of the file');
    return value;
  }

  #readValue(path: JsonPath): unknown {
    const next = this.#peek();
    this.#places.set(keyOf(path, 'value'), this.#at);
    if (path.length > DEEPEST) this.#refuse('less depth');
    if (next === '{') return this.#readObject(path);
    if (next === '[') return this.#readList(path);
    if (next === '"') return this.#readString('a text in double quotes');
    return JSON.parse(this.#take(SCALAR) ?? this.#refuse('a value'));
  }

  #readObject(path: JsonPath): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    this.#at++;
    for (let next = this.#peek(); next !== '}'; next = this.#peek()) {
      if (entries.size > 0) this.#skip(',', ', or }');
      this.#peek();
      const nameAt = this.#at;
      const name = this.#readString(
        entries.size > 0 ? 'a further name in double quotes' : 'a name in double quotes, or }',
      );
      if (entries.has(name)) {
        this.#at = nameAt;
        this.#refuse(`another name: "${name}" stands twice`);
      }
      this.#places.set(keyOf([...path, name], 'name'), nameAt);
      this.#peek();
      this.#skip(':', ':');
      entries.set(name, this.#readValue([...path, name]));
    }
    this.#at++;
    return Object.fromEntries(entries);
  }

  #readList(path: JsonPath): unknown[] {
    const list: unknown[] = [];
    this.#at++;
    for (let next = this.#peek(); next !== ']'; next = this.#peek()) {
      if (list.length > 0) this.#skip(',', ', or ]');
      list.push(this.#readValue([...path, list.length]));
    }
    this.#at++;
    return list;
  }

  #readString(expected: string): string {
    const from = this.#at;
    const text = this.#take(STRING);
    try {
      if (text !== undefined) return JSON.parse(text) as string;
    } catch {
      this.#at = from;
      this.#refuse('a text whose control characters are written as \\n, \\t or \\u0000');
    }
    this.#refuse(this.#peek() === '"' ? `${expected}, closed in its line` : expected);
  }

  /** The next character that is no white space, where the reader then stands; empty at the end. */
  #peek(): string {
    this.#take(SPACE);
    return this.#text.charAt(this.#at);
  }

  #skip(character: string, expected: string): void {
    if (this.#text.charAt(this.#at) !== character) this.#refuse(expected);
    this.#at++;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #refuse(expected: string): never {
    const found = String.fromCodePoint(...[this.#text.codePointAt(this.#at)].filter((code) => code !== undefined));
    throw new FaultError({ at: this.#at, found, expected });
  }
}
