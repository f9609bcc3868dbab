/**
 * Cells that a spreadsheet leaves as they are: one that it would calculate, or turn into a number, a time or a date, gets an
 * apostrophe in front, and loses it when it is read again. Knows nothing of tables.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */

/** Also after white space and what is not seen; in full width too, which spreadsheets of East Asia take for the same. */
const FORMULA = /^(?:[\s\p{C}]*[=+\-@＝＋－＠']|[\t\r\n])/u;

/** What a spreadsheet shows and saves again as it is. */
const PLAIN_NUMBER = /^(?:0|[1-9]\d{0,14})(?:\.\d{0,8}[1-9])?$/;

const TURNED_INTO_OTHERS = [
  // 007, 1e5, 1.50, 1-2, 1/2, 00:01, 2026-11-21, 1,000, 50%, $5
  /^[\d\s.,:/\-–%$€£¥₩()eE+]*\d[\d\s.,:/\-–%$€£¥₩()eE+]*$/u,
  /^(?:true|false)$/i,
  /^\d{1,2}(?::\d{2})*\s*[ap]\.?m?\.?$/i,
  // 3 March, Mar-3, May 1, 2026
  /^(?=.*\d)[\d\s\-/.,]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\d\s\-/.,]*$/i,
  // 5월 1일, 2026年11月
  /^\s*\d[\d\s년월일年月日]*$/u,
];

export function protect(text: string): string {
  return isAtRisk(text) ? `'${text}` : text;
}

/** An apostrophe that protects nothing stays. */
export function unprotect(cell: string): string {
  return cell.startsWith("'") && isAtRisk(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Whether a spreadsheet would make something else of it. */
export function isAtRisk(text: string): boolean {
  if (FORMULA.test(text)) return true;
  // Nothing longer is a number, a time or a date.
  return text.length <= 64 && !PLAIN_NUMBER.test(text) && TURNED_INTO_OTHERS.some((form) => form.test(text));
}
