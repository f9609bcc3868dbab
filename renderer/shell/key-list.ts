/** Which key does what, now, in groups: for the sheet of keys and for the documentation. */
import { ACTION_GROUPS } from '../actions/action.ts';
import type { Action, ActionGroup } from '../actions/action.ts';
import { shownKey } from '../keys/key.ts';
import type { Messages } from '../locales/en.ts';
import type { App } from '../state/app.svelte.ts';

interface KeyGroup {
  readonly group: ActionGroup;
  readonly rows: readonly KeyRow[];
}

interface KeyRow {
  readonly label: string;
  readonly keys: readonly string[];
}

/** Actions without a key are not in it. */
export function keyList(app: App, t: Messages): readonly KeyGroup[] {
  return ACTION_GROUPS.map((group) => ({
    group,
    rows: rowsOf(
      app.actions.all.filter((action) => action.group === group),
      { app, t },
    ),
  })).filter(({ rows }) => rows.length > 0);
}

/** The same by the same keys, in the review queue and in the workbench, is said once. */
function rowsOf(actions: readonly Action[], { app, t }: { readonly app: App; readonly t: Messages }): KeyRow[] {
  const rows = actions.map((action) => ({
    label: action.label(t, app),
    keys: app.actions.keysOf(action).map((key) => shownKey(key, { mac: app.mac })),
  }));
  const names = rows.map(({ label, keys }) => [label, ...keys].join(' '));
  return rows.filter(({ keys }, index) => keys.length > 0 && names.indexOf(names[index] ?? '') === index);
}
