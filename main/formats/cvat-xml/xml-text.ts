/** Text as XML 1.0 can hold it: five characters are escaped, and what it has no place for is shown as such. */

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export function xmlOf(text: string): string {
  return heldByXml(text).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** Control characters and halves of characters cannot stand in it, nor as escapes. */
export function heldByXml(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is replaced
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}
