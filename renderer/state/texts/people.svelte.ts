/** The names of the people of a project, for what is shown of them. */
import { SvelteMap } from 'svelte/reactivity';
import type { PersonId } from '../../../main/document/ids.ts';
import type { App } from '../app.svelte.ts';

export class People {
  readonly #app: App;
  readonly #names = new SvelteMap<PersonId, string>();
  #asked = false;

  constructor(app: App) {
    this.#app = app;
    app.session.onChange((changes) => {
      if (changes.some(({ type }) => type === 'person')) this.#asked = false;
    });
  }

  /** Undefined: it is not known, or not yet. */
  nameOf(personId: PersonId): string | undefined {
    if (!this.#asked) void this.#read();
    return this.#names.get(personId);
  }

  async #read(): Promise<void> {
    this.#asked = true;
    try {
      const services = await this.#app.services();
      for (const { person } of await services.people.list()) this.#names.set(person.id, person.name);
    } catch {
      this.#asked = false;
    }
  }
}
