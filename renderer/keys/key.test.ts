import { expect, test } from 'vitest';
import { keyOf, shownKey } from './key.ts';

const none = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test('a key is named by what it types, on every layout', () => {
  const typed = [
    { ...none, key: 'a', code: 'KeyQ' }, // AZERTY
    { ...none, key: 'Z', code: 'KeyY', shiftKey: true, ctrlKey: true }, // QWERTZ
    { ...none, key: '?', code: 'Minus', shiftKey: true },
    { ...none, key: 'ㅁ', code: 'KeyA' },
    { ...none, key: ' ', code: 'Space' },
    { ...none, key: 'ArrowLeft', code: 'ArrowLeft', shiftKey: true },
    { ...none, key: 'Shift', code: 'ShiftLeft', shiftKey: true },
    { ...none, key: 'Process', code: 'KeyA' },
  ];
  expect(typed.map((event) => keyOf(event, { mac: false }))).toEqual([
    'A',
    'Ctrl+Shift+Z',
    '?',
    'A',
    'Space',
    'Shift+Left',
    null,
    null,
  ]);
});

test('Ctrl is Cmd on macOS, and Ctrl there is no shortcut of ours', () => {
  const event = { ...none, key: 'k', code: 'KeyK' };
  expect(keyOf({ ...event, metaKey: true }, { mac: true })).toBe('Ctrl+K');
  expect(keyOf({ ...event, metaKey: true }, { mac: false })).toBe('K');
  expect([shownKey('Ctrl+Shift+Z', { mac: true }), shownKey('Ctrl+Enter', { mac: false })]).toEqual(['⌘⇧Z', 'Ctrl+↵']);
});
