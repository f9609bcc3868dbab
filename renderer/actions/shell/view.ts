/** Looking at the window itself: the palette, the sheet of keys, panes, theme. */
import { walkPanes } from '../../keys/panes.ts';
import type { Action } from '../action.ts';

export const palette: Action = {
  id: 'view.palette',
  group: 'go',
  label: (t) => t.actions.palette,
  keys: ['Ctrl+K'],
  run: (app) => {
    app.overlay = 'palette';
  },
};

export const keySheet: Action = {
  id: 'view.keys',
  group: 'go',
  label: (t) => t.actions.keys,
  keys: ['?'],
  run: (app) => {
    app.overlay = 'keys';
  },
};

const nextPane: Action = {
  id: 'view.next-pane',
  group: 'go',
  label: (t) => t.actions.nextPane,
  keys: ['F6'],
  run: () => walkPanes(1),
};

const previousPane: Action = {
  id: 'view.previous-pane',
  group: 'go',
  label: (t) => t.actions.previousPane,
  keys: ['Shift+F6'],
  run: () => walkPanes(-1),
};

/** Last of all that Esc does: the letters act again. */
const leaveField: Action = {
  id: 'view.leave-field',
  group: 'texts',
  label: (t) => t.actions.leave,
  keys: ['Esc'],
  when: (app) => app.focus === 'text' && app.overlay === null,
  run: () => {
    const field = document.activeElement;
    // To what the field stands in, so that Tab and the arrows go on from here.
    const around = field?.parentElement?.closest<HTMLElement>('[tabindex]');
    if (around !== null && around !== undefined) around.focus();
    else if (field instanceof HTMLElement) field.blur();
  },
  unlisted: true,
};

export const theme: Action = {
  id: 'view.theme',
  group: 'go',
  label: (t) => t.actions.theme,
  keys: [],
  run: (app) => {
    app.settings.theme = app.settings.shownTheme === 'dark' ? 'light' : 'dark';
  },
};

const doubt: Action = {
  id: 'view.doubt',
  group: 'texts',
  label: (t) => t.actions.doubt,
  keys: [],
  run: (app) => {
    app.settings.doubt = !app.settings.doubt;
  },
};

export const viewActions: readonly Action[] = [palette, keySheet, nextPane, previousPane, leaveField, theme, doubt];
