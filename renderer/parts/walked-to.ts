/** Where a key leads in a list of rows. */

/** Undefined: the key does not walk. `page`: rows; null: PageUp and PageDown do not. */
export function walkedTo(
  key: string,
  { from, count, page }: { readonly from: number; readonly count: number; readonly page: number | null },
): number | undefined {
  const to: number | undefined = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    ...(page === null ? {} : { PageUp: from - page, PageDown: from + page }),
    Home: 0,
    End: count - 1,
  }[key];
  return to === undefined || count === 0 ? undefined : Math.min(count - 1, Math.max(0, to));
}
