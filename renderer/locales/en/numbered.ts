/** How English says so many things, of a count as it is shown. */
export function numbered(count: string, thing: string): string {
  return `${count} ${thing}${count === '1' ? '' : 's'}`;
}
