/** The numbers of a search as they are written: `1m30s`, `500ms`, `0.5`. Knows nothing of what is compared with them. */
import type { Us } from '../time.ts';
import { US_PER_SECOND } from '../time.ts';
import type { NumberField } from './fields.ts';

const US_PER_UNIT: Readonly<Record<string, Us>> = {
  h: 3600 * US_PER_SECOND,
  m: 60 * US_PER_SECOND,
  s: US_PER_SECOND,
  ms: 1000,
};
/** More than thirty years. */
const MAX_US = 1e9 * US_PER_SECOND;

/** What a person has to write, for a sentence. */
export const numberForms: Readonly<Record<NumberField, string>> = {
  dur: 'a time such as 10s, 1m30s or 500ms',
  doubt: 'a number from 0 to 1',
};

/** Undefined: it is no number of this field. Without a unit, a time is in seconds. */
export function numberOf(field: NumberField, text: string): number | undefined {
  return field === 'dur' ? timeOf(text) : shareOf(text);
}

/** Such that `numberOf` gives the same number. */
export function numberText(field: NumberField, value: number): string {
  if (field === 'doubt') return String(value);
  const parts = `${Math.floor(value / US_PER_SECOND)}.${String(value % US_PER_SECOND).padStart(6, '0')}`;
  return `${parts.replace(/\.?0+$/, '')}s`;
}

function timeOf(text: string): Us | undefined {
  const whole = /^\d{1,10}(\.\d{1,9})?$/.test(text) ? `${text}s` : text;
  if (!/^(\d{1,12}(\.\d{1,9})?(h|ms|m|s))+$/.test(whole)) return undefined;
  let us = 0;
  for (const [, amount, unit] of whole.matchAll(/([\d.]+)(h|ms|m|s)/g)) {
    us += Math.round(Number(amount) * (US_PER_UNIT[unit ?? ''] ?? 0));
  }
  return us <= MAX_US ? us : undefined;
}

function shareOf(text: string): number | undefined {
  const value = /^\d*\.?\d+(e-\d{1,3})?$/.test(text) ? Number(text) : NaN;
  return value >= 0 && value <= 1 ? value : undefined;
}
