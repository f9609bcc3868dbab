/** Keys that no action may have: window menu and input methods, the browser's own order, bare keys that only hold. */
import type { KeyName } from './key.ts';

const RESERVED: readonly KeyName[] = [
  'Alt+Space',
  'Ctrl+Space',
  'Tab',
  'Shift+Tab',
  'Ctrl+A',
  'Ctrl+C',
  'Ctrl+V',
  'Ctrl+X',
  'Ctrl+W',
  'Ctrl+T',
  'Ctrl+N',
  'F11',
  'F12',
];

export function isReserved(key: KeyName): boolean {
  return RESERVED.includes(key);
}
