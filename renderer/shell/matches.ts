/** Whether what somebody types may mean a label: every word of it begins a word of the label, or stands within. */
export function matches(label: string, wanted: string): boolean {
  const name = label.normalize('NFC').toLocaleLowerCase();
  return wanted
    .normalize('NFC')
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => name.includes(word));
}
