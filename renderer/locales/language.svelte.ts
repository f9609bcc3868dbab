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

  /** How long something takes, for reading: `26 min`, `1 h 5 min`, `40 s`. */
  duration(ms: number): string {
    const seconds = Math.round(ms / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const part = (value: number, unit: string) =>
      value.toLocaleString(this.code, { style: 'unit', unit, unitDisplay: 'short' });
    if (seconds < 60) return part(seconds, 'second');
    if (hours === 0) return part(minutes, 'minute');
    return minutes === 0 ? part(hours, 'hour') : `${part(hours, 'hour')} ${part(minutes, 'minute')}`;
  }

  /** `12 MB`, in powers of 1000, as file managers count. */
  bytes(bytes: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
    const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
    return (bytes / 1000 ** power).toLocaleString(this.code, {
      style: 'unit',
      unit: units[power] ?? 'byte',
      unitDisplay: 'short',
      maximumSignificantDigits: 3,
    });
  }

  /** `2.4 %` */
  share(value: number): string {
    return value.toLocaleString(this.code, { style: 'percent', maximumSignificantDigits: 2 });
  }

  date(atMs: number): string {
    return new Date(atMs).toLocaleString(this.code, { dateStyle: 'medium', timeStyle: 'short' });
  }
}

export const language = new Language();

function preferred(): LanguageCode {
  const wanted = globalThis.navigator.languages.map((tag) => tag.slice(0, 2));
  return wanted.find((code): code is LanguageCode => code in catalogues) ?? 'en';
}
