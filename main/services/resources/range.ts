/** Which part of a file a request wants: the header `Range` (RFC 9110, section 14). Knows nothing of files and answers. */

/** From the first byte to the last, both of them in it. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * `whole`: there is no such header, or one that is to be ignored: of other units, not well-formed, or of several ranges,
 * which a server need not honour. `outside`: well-formed, and none of it is there.
 */
export function rangeIn(header: string | null, size: number): ByteRange | 'whole' | 'outside' {
  const [, from, to] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '') ?? [];
  if (from === undefined || to === undefined) return 'whole';
  if (from === '') return to === '' ? 'whole' : suffix(Number(to), size);
  const [first, last] = [Number(from), to === '' ? Infinity : Number(to)];
  if (last < first) return 'whole';
  return first < size ? { first, last: Math.min(last, size - 1) } : 'outside';
}

/** The last so many bytes. */
function suffix(length: number, size: number): ByteRange | 'outside' {
  return length === 0 || size === 0 ? 'outside' : { first: Math.max(0, size - length), last: size - 1 };
}
