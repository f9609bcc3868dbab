/**
 * A key as it is written in a list of keys (`Ctrl+Shift+Z`, `A`, `?`, `F5`) and as an event of the keyboard brings it. Knows
 * no action.
 *
 * Letters, digits and marks are what the key types, not where it lies, so that AZERTY and QWERTZ work; `Ctrl` stands for
 * Cmd on macOS. Shift is named only with keys that type nothing or a letter: `?` is `?` however it is reached.
 */

export type KeyName = string;

const NAMES: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Escape: 'Esc',
};

interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Null for a key that is only held (Shift, Ctrl) or that composes. */
export function keyOf(event: Pressed, { mac }: { readonly mac: boolean }): KeyName | null {
  const { key, code, altKey, shiftKey } = event;
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process', 'Unidentified'].includes(key)) return null;
  const ctrl = mac ? event.metaKey : event.ctrlKey;
  const name = NAMES[key] ?? nameOf(key, code);
  const isLetter = /^\p{L}$/u.test(name);
  const typesMark = [...name].length === 1 && !isLetter;
  return [
    ...(ctrl ? ['Ctrl'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey && !typesMark ? ['Shift'] : []),
    isLetter ? name.toUpperCase() : name,
  ].join('+');
}

/** Where a layout types another script (Korean, Russian), the Latin letter that lies there. */
function nameOf(key: string, code: string): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter !== undefined && /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key) ? letter : key;
}

/** As it is shown: `⌘⇧Z` on macOS, `Ctrl+Shift+Z` elsewhere; `↵` for Enter. */
export function shownKey(name: KeyName, { mac }: { readonly mac: boolean }): string {
  const parts = name === '+' ? ['+'] : name.split('+').map((part) => SHOWN[part] ?? part);
  if (!mac) return parts.join('+');
  return parts.map((part) => MAC[part] ?? part).join('');
}

const SHOWN: Readonly<Record<string, string>> = { Left: '←', Right: '→', Up: '↑', Down: '↓', Enter: '↵' };
const MAC: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' };
