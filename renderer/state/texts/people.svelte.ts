/** The names of the people of a project, for what is shown of them. Knows no component. */
import { SvelteMap } from 'svelte/reactivity';
import type { PersonId } from '../../../main/document/ids.ts';
import { language } from '../../locales/language.svelte.ts';
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

  /** As this window calls them. */
  nameOf(personId: PersonId): string {
    const { you, somebody } = language.t.texts;
    if (!this.#asked) void this.#read();
    return personId === this.#app.session.now?.person.id ? you : (this.#names.get(personId) ?? somebody);
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
