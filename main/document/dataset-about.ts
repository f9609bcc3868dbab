/** What only a person can say of a data set that is given to others. Nothing of it is made up where nobody says it. */

export interface DatasetAbout {
  /** The address of a licence, or its short name as SPDX has it: `CC-BY-4.0`. */
  readonly license: string | null;
  /** Where it is to be found. */
  readonly url: string | null;
  /** The day on which it was or will be published: `2026-11-21`. */
  readonly published: string | null;
}

export const NOTHING_SAID: DatasetAbout = { license: null, url: null, published: null };

export function isUrl(text: string): boolean {
  return /^https?:\/\/[^\s/?#"<>]+[^\s"<>]*$/.test(text);
}

export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // `2026-02-30` would be read as a day in March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
