import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { App } from '../state/app.svelte.ts';
import type { Action } from './action.ts';
import { dispatch } from './dispatch.ts';
import type { Focus, KeyPress } from './dispatch.ts';
import { Actions } from './registry.svelte.ts';

/** Actions that say that they ran, under the keys that the window gives them. */
function appWith(keys: Readonly<Record<string, Partial<Action> & { keys: readonly string[] }>>) {
  const ran: string[] = [];
  const app = new App({ connection: { online: true } as never, mac: false });
  const actions = Object.entries(keys).map(([id, action]): Action => ({
    id,
    group: 'texts',
    label: () => id,
    run: () => void ran.push(id),
    ...action,
  }));
  Object.assign(app, { actions: new Actions(actions, app.settings) });
  const press = (key: string, focus: Focus, more: Partial<KeyPress> = {}) => {
    let prevented = false;
    const parts = key.split('+');
    const name = parts.pop() ?? '';
    const event: KeyPress = {
      key: { Space: ' ', Esc: 'Escape', Left: 'ArrowLeft' }[name] ?? name,
      code: '',
      keyCode: 0,
      ctrlKey: parts.includes('Ctrl'),
      shiftKey: parts.includes('Shift'),
      metaKey: false,
      altKey: false,
      repeat: false,
      isComposing: false,
      defaultPrevented: false,
      target: null,
      preventDefault: () => (prevented = true),
      ...more,
    };
    dispatch(app, event, focus);
    return prevented;
  };
  return { app, ran, press };
}

test('in a text field letters type, and only keys with Ctrl, F keys and Esc act', () => {
  const { ran, press } = appWith({
    accept: { keys: ['a', 'A'] },
    acceptNext: { keys: ['Ctrl+Enter'] },
    again: { keys: ['F5'] },
    stop: { keys: ['Esc'] },
    back: { keys: ['Left'] },
    fiveBack: { keys: ['Ctrl+Left'] },
    undo: { keys: ['Ctrl+Z'] },
  });
  const keys = ['a', 'Ctrl+Enter', 'F5', 'Esc', 'Left', 'Ctrl+Left', 'Ctrl+z'];
  expect([
    keys.filter((key) => press(key, 'text')),
    ran.splice(0),
    keys.filter((key) => press(key, 'elsewhere')),
    ran,
  ]).toEqual([
    ['Ctrl+Enter', 'F5', 'Esc'],
    ['acceptNext', 'again', 'stop'],
    keys,
    ['accept', 'acceptNext', 'again', 'stop', 'back', 'fiveBack', 'undo'],
  ]);
});

test('no key acts while an input method composes', () => {
  const { ran, press } = appWith({ accept: { keys: ['A'] }, stop: { keys: ['Esc'] } });
  press('a', 'elsewhere', { isComposing: true });
  press('Esc', 'text', { keyCode: 229 });
  expect(ran).toEqual([]);
});

test('Space presses the button that has the focus and plays everywhere else', () => {
  const { ran, press } = appWith({ play: { keys: ['Space'] }, accept: { keys: ['A'] } });
  for (const focus of ['pressable', 'dialog', 'choosing', 'elsewhere'] as const) {
    press('Space', focus);
    press('a', focus);
  }
  expect(ran).toEqual(['accept', 'play', 'accept']);
});

test('a key goes to the first that may act, and a held one only to what repeats', () => {
  let generating = true;
  const { ran, press } = appWith({
    stop: { keys: ['Esc'], when: () => generating },
    leave: { keys: ['Esc'] },
    step: { keys: ['Left'], repeats: true },
  });
  press('Esc', 'text');
  generating = false;
  press('Esc', 'text');
  press('Esc', 'text', { repeat: true });
  press('Left', 'elsewhere', { repeat: true });
  expect(ran).toEqual(['stop', 'leave', 'step']);
});

test('a key that a person gives to a second action is a conflict until one of them has another', () => {
  const { app } = appWith({
    stop: { keys: ['Esc'] },
    leave: { keys: ['Esc'] },
    accept: { keys: ['A'] },
    ask: { keys: ['Q'] },
  });
  const seen = () => {
    flushSync();
    return app.actions.conflicts.map(({ key, actions }) => [key, ...actions.map(({ id }) => id)]);
  };
  const ask = app.actions.get('ask');
  if (ask === undefined) throw new Error('no such action');
  const before = seen();
  app.actions.rebind(ask, ['A']);
  const during = seen();
  app.actions.restore(ask);
  expect([before, during, seen(), app.actions.of('Q').map(({ id }) => id)]).toEqual([
    [],
    [['A', 'accept', 'ask']],
    [],
    ['ask'],
  ]);
});
