/** Numbers of the measures as the language writes them. */
import { language } from '../../locales/language.svelte.ts';

/** `84 %`; a dash where there is none. */
export function shownShare(share: number | null): string {
  return share === null
    ? language.t.measures.noNumber
    : share.toLocaleString(language.code, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 });
}

export function shownSeconds(seconds: number | null): string {
  return seconds === null ? language.t.measures.noNumber : language.duration(seconds * 1000);
}

/** To the hundredth: alpha, evenness, an error. */
export function shownNumber(value: number | null): string {
  return value === null ? language.t.measures.noNumber : language.count(Math.round(value * 100) / 100);
}
