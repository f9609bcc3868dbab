/**
 * The people who sign in from their own machines, by the names they give: each is one person, wherever they sign in from.
 * Kept in the program's own folder. Knows nothing of passwords and cookies.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { HomeFile, newPerson } from '../services/index.ts';
import type { Caller, PersonHere } from '../services/index.ts';

const guestsSchema = z.array(
  z.object({
    /** What a cookie holds of them. */
    guest: z.string(),
    /** As they first signed in. */
    name: z.string(),
    person: z.object({ id: z.string().transform((id) => id as PersonHere['id']), name: z.string() }),
  }),
);

const LONGEST_NAME = 80;

export class Guests {
  readonly #file: HomeFile<z.infer<typeof guestsSchema>>;

  constructor(home: string) {
    this.#file = new HomeFile(home, { name: 'guests.json', schema: guestsSchema, nothing: [] });
  }

  /** The guest of that name, new or not; undefined where it is no name. Throws `output-unwritable`. */
  named(text: string): string | undefined {
    const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
    if (name === '' || name.length > LONGEST_NAME || /\p{Cc}/u.test(name)) return undefined;
    const known = this.#file.read();
    const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
    const found = known.find(({ person }) => same(person.name)) ?? known.find((one) => same(one.name));
    if (found !== undefined) return found.guest;
    const guest = randomBytes(9).toString('base64url');
    this.#file.write([...known, { guest, name, person: newPerson(name) }]);
    return guest;
  }

  /** Undefined where there is no such guest any more. */
  callerOf(guest: string): Caller | undefined {
    const find = (): PersonHere | undefined => this.#file.read().find((one) => one.guest === guest)?.person;
    const first = find();
    if (first === undefined) return undefined;
    return {
      get: () => find() ?? first,
      set: (person) => this.#file.change((all) => all.map((one) => (one.guest === guest ? { ...one, person } : one))),
    };
  }
}
