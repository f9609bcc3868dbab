/** Writes JSON with a line for each element, so that two exports can be compared. Knows nothing of what the elements are. */

type Write = (text: string) => Promise<void>;

/** An array, or an object's members. */
export class JsonList {
  readonly #write: Write;
  readonly #brackets: readonly [string, string];
  #count = 0;

  constructor(write: Write, { isObject = false }: { readonly isObject?: boolean } = {}) {
    this.#write = write;
    this.#brackets = isObject ? ['{', '}'] : ['[', ']'];
  }

  async add(value: unknown): Promise<void> {
    await this.#line(JSON.stringify(value));
  }

  async member(key: string, value: unknown): Promise<void> {
    await this.#line(`${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  }

  /** The last bracket; the first too where nothing came. */
  async end(): Promise<void> {
    await this.#write(this.#count === 0 ? this.#brackets.join('') : `\n${this.#brackets[1]}`);
  }

  async #line(text: string): Promise<void> {
    await this.#write((this.#count++ === 0 ? `${this.#brackets[0]}\n` : ',\n') + text);
  }
}
