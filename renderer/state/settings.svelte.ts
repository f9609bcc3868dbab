/**
 * How a person wants the window. This browser remembers it, and so does the host, for a browser that does not know it yet
 * (another port is another browser to it). Knows no component.
 */
import { KEY_SETS } from '../actions/key-sets.ts';
import type { KeySetName } from '../actions/key-sets.ts';
import type { KeyName } from '../keys/key.ts';
import { LANGUAGES, language } from '../locales/language.svelte.ts';
import type { LanguageCode } from '../locales/language.svelte.ts';
import { keep, kept } from './kept.ts';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

interface Values {
  readonly theme: Theme;
  /** Null: the browser's. */
  readonly language: LanguageCode | null;
  readonly keySet: KeySetName;
  /** What a person has chosen, by the id of the action; the rest is the set's. */
  readonly keys: Readonly<Record<string, readonly KeyName[]>>;
  /** Whether doubtful words of a model are underlined. */
  readonly doubt: boolean;
}

const USUAL: Values = { theme: 'system', language: null, keySet: 'own', keys: {}, doubt: true };

export class Settings {
  #values: Values = $state.raw(USUAL);
  /** Whether the system wants it dark; told by the window. */
  systemDark = $state(true);
  readonly shownTheme: 'dark' | 'light' = $derived(
    this.#values.theme === 'system' ? (this.systemDark ? 'dark' : 'light') : this.#values.theme,
  );
  /** Where they are kept beside this browser. */
  onchange: ((values: Readonly<Record<string, unknown>>) => void) | undefined;
  readonly #isNew: boolean;

  constructor() {
    const own = kept('settings', isRecord);
    this.#isNew = own === undefined;
    this.#take(own ?? {});
  }

  /** What the host remembers, where this browser knows nothing. */
  adopt(values: Readonly<Record<string, unknown>>): void {
    if (this.#isNew) this.#take(values);
  }

  get theme(): Theme {
    return this.#values.theme;
  }
  set theme(theme: Theme) {
    this.#change({ theme });
  }

  get language(): LanguageCode {
    return language.code;
  }
  set language(code: LanguageCode) {
    language.code = code;
    this.#change({ language: code });
  }

  get keySet(): KeySetName {
    return this.#values.keySet;
  }
  set keySet(keySet: KeySetName) {
    this.#change({ keySet });
  }

  get keys(): Values['keys'] {
    return this.#values.keys;
  }
  set keys(keys: Values['keys']) {
    this.#change({ keys });
  }

  get doubt(): boolean {
    return this.#values.doubt;
  }
  set doubt(doubt: boolean) {
    this.#change({ doubt });
  }

  #change(change: Partial<Values>): void {
    this.#values = { ...this.#values, ...change };
    keep('settings', this.#values);
    this.onchange?.({ ...this.#values });
  }

  #take(values: Readonly<Record<string, unknown>>): void {
    this.#values = checked(values);
    if (this.#values.language !== null) language.code = this.#values.language;
  }
}

/** What an older or a newer window wrote and this one does not know is left aside. */
function checked({ theme, language: code, keySet, keys, doubt }: Readonly<Record<string, unknown>>): Values {
  return {
    theme: oneOf(THEMES, theme) ?? USUAL.theme,
    language: oneOf(Object.keys(LANGUAGES) as LanguageCode[], code) ?? USUAL.language,
    keySet: oneOf(KEY_SETS, keySet) ?? USUAL.keySet,
    keys: isKeys(keys) ? keys : USUAL.keys,
    doubt: typeof doubt === 'boolean' ? doubt : USUAL.doubt,
  };
}

function oneOf<Name extends string>(names: readonly Name[], value: unknown): Name | undefined {
  return names.find((name) => name === value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isKeys(value: unknown): value is Values['keys'] {
  return (
    isRecord(value) &&
    Object.values(value).every((keys) => Array.isArray(keys) && keys.every((key) => typeof key === 'string'))
  );
}
