/** Brings a key to the action that has it. Knows the keyboard and the focus, and no action. */
import { keyOf } from '../keys/key.ts';
import type { KeyName } from '../keys/key.ts';
import type { App } from '../state/app.svelte.ts';
import type { Action } from './action.ts';

/** What dispatch asks of a keyboard event; a real one has all of it. */
export type KeyPress = Pick<
  KeyboardEvent,
  | 'key'
  | 'code'
  | 'ctrlKey'
  | 'metaKey'
  | 'altKey'
  | 'shiftKey'
  | 'repeat'
  | 'isComposing'
  | 'defaultPrevented'
  | 'preventDefault'
  | 'target'
> & {
  /** Deprecated in browsers, and yet the only sign of an input method's first key: Chromium sends 229 before it sets `isComposing`. */
  readonly keyCode: number;
};

/** Where the focus is, as far as keys care. */
export type Focus = 'text' | 'pressable' | 'choosing' | 'dialog' | 'elsewhere';

export function dispatch(app: App, event: KeyPress, focus: Focus): Action | undefined {
  // An input method's keys are its own.
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return undefined;
  const key = keyOf(event, { mac: app.mac });
  if (key === null || belongsToFocus(key, focus)) return undefined;
  const action = app.actions
    .of(key)
    .find((each) => (focus !== 'text' || each.inText === true || actsInText(key)) && app.actions.mayRun(each, app));
  if (action === undefined) return undefined;
  event.preventDefault();
  if (event.repeat && action.repeats !== true) return undefined;
  app.perform(action);
  return action;
}

/** In a text field letters type and the field's own shortcuts edit; what is left may act. */
export function actsInText(key: KeyName): boolean {
  if (key === 'Esc' || /^(Ctrl\+|Shift\+)*F\d+$/.test(key)) return true;
  return key.startsWith('Ctrl+') && !EDITS.test(key);
}
const EDITS = /^Ctrl\+(Shift\+)?(Left|Right|Up|Down|Home|End|Backspace|Delete|[ACVXZY])$/;

/** Space and Enter press what has the focus, as everywhere; in a menu or a list of choices arrows and letters choose. */
function belongsToFocus(key: KeyName, focus: Focus): boolean {
  if (focus === 'dialog') return true;
  if (focus === 'pressable') return key === 'Space' || key === 'Enter';
  if (focus === 'choosing') return !/^(Ctrl\+|F\d)/.test(key);
  return false;
}

export function focusOf(target: EventTarget | null): Focus {
  if (document.querySelector('dialog:modal') !== null) return 'dialog';
  if (!(target instanceof HTMLElement)) return 'elsewhere';
  if (target.isContentEditable || target.matches('textarea')) return 'text';
  if (target instanceof HTMLInputElement) {
    if (target.type === 'range') return 'elsewhere';
    return ['checkbox', 'radio', 'button', 'submit', 'color', 'file'].includes(target.type) ? 'pressable' : 'text';
  }
  if (target.closest('[role=menu], [data-choosing]')) return 'choosing';
  if (target.matches('select')) return 'choosing';
  return target.closest('button, a[href], summary, [role=button], [role=checkbox], [role=switch], [role=tab]')
    ? 'pressable'
    : 'elsewhere';
}
