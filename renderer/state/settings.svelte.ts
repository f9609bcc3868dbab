/** How a person wants the window, on this browser. Knows no component. */
import { KEY_SETS } from '../actions/key-sets.ts';
import type { KeySetName } from '../actions/key-sets.ts';
import type { KeyName } from '../keys/key.ts';
import { LANGUAGES, language } from '../locales/language.svelte.ts';
import type { LanguageCode } from '../locales/language.svelte.ts';
import { keep, kept } from './kept.ts';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

export class Settings {
  #theme: Theme = $state(kept('theme', isOneOf(THEMES)) ?? 'system');
  #keySet: KeySetName = $state(kept('keySet', isOneOf(KEY_SETS)) ?? 'own');
  #keys: Readonly<Record<string, readonly KeyName[]>> = $state.raw(kept('keys', isKeys) ?? {});
  #doubt = $state(kept('doubt', isBoolean) ?? true);
  /** Whether the system wants it dark; told by the window. */
  systemDark = $state(true);
  readonly shownTheme: 'dark' | 'light' = $derived(
    this.#theme === 'system' ? (this.systemDark ? 'dark' : 'light') : this.#theme,
  );

  constructor() {
    const code = kept('language', isOneOf(Object.keys(LANGUAGES) as LanguageCode[]));
    if (code !== undefined) language.code = code;
  }

  get theme(): Theme {
    return this.#theme;
  }
  set theme(theme: Theme) {
    this.#theme = theme;
    keep('theme', theme);
  }

  get language(): LanguageCode {
    return language.code;
  }
  set language(code: LanguageCode) {
    language.code = code;
    keep('language', code);
  }

  get keySet(): KeySetName {
    return this.#keySet;
  }
  set keySet(name: KeySetName) {
    this.#keySet = name;
    keep('keySet', name);
  }

  /** What a person has chosen, by the id of the action; the rest is the set's. */
  get keys(): Readonly<Record<string, readonly KeyName[]>> {
    return this.#keys;
  }
  set keys(keys: Readonly<Record<string, readonly KeyName[]>>) {
    this.#keys = keys;
    keep('keys', keys);
  }

  /** Whether doubtful words of a model are underlined. */
  get doubt(): boolean {
    return this.#doubt;
  }
  set doubt(shown: boolean) {
    this.#doubt = shown;
    keep('doubt', shown);
  }
}

function isOneOf<Name extends string>(names: readonly Name[]): (value: unknown) => value is Name {
  return (value): value is Name => (names as readonly unknown[]).includes(value);
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isKeys(value: unknown): value is Readonly<Record<string, readonly KeyName[]>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((keys) => Array.isArray(keys) && keys.every((key) => typeof key === 'string'))
  );
}
