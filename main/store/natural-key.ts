/**
 * A path as a text that sorts, character by character, as a person counts: `clip 2` before `clip 10`, capitals beside small
 * letters, and what is in a folder together. It is kept in the file, so a change to it needs a migration.
 */

/** Of equal keys (`A.mp4`, `a.mp4`) the paths themselves decide. */
export function naturalKey(path: string): string {
  return path
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('/', '\u0001')
    .replace(/\d+/g, (digits) => {
      const number = digits.replace(/^0+(?=\d)/, '');
      return lengthMark(number.length) + number;
    });
}

/** A longer number is a greater one. */
function lengthMark(digits: number): string {
  return digits < 9 ? String(digits) : `9${String(digits).padStart(3, '0')}`;
}
