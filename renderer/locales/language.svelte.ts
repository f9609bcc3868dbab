/** Which language the window speaks; switched without a reload, because every text is read through `t`. */
import { en } from './en.ts';
import type { Messages } from './en.ts';
import { ko } from './ko.ts';
import { zh } from './zh.ts';

export const LANGUAGES = { en: 'English', ko: '한국어', zh: '简体中文' } as const;
export type LanguageCode = keyof typeof LANGUAGES;

const catalogues: Readonly<Record<LanguageCode, Messages>> = { en, ko, zh };

class Language {
  code: LanguageCode = $state(preferred());
  t: Messages = $derived(catalogues[this.code]);

  count(value: number): string {
    return value.toLocaleString(this.code);
  }

  date(atMs: number): string {
    return new Date(atMs).toLocaleString(this.code, { dateStyle: 'medium', timeStyle: 'short' });
  }
}

export const language = new Language();

function preferred(): LanguageCode {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find((code): code is LanguageCode => code in catalogues) ?? 'en';
}
