/** The order in which a person counts: `clip 2` before `clip 10`. The same on every machine, whatever its language. */

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' });

export function compareNaturally(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
