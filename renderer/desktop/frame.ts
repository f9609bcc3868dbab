/** What the shell shows around the page: the menus of all actions, in their groups, and the words for what is the system's. */
import type { Frame, MenuLine } from '../../main/contract/desktop.ts';
import { ACTION_GROUPS } from '../actions/action.ts';
import type { Action } from '../actions/action.ts';
import { language } from '../locales/language.svelte.ts';
import type { App } from '../state/app.svelte.ts';

const MOST_RECENT = 10;

export function frameOf(app: App): Frame {
  const { t } = language;
  return {
    menus: ACTION_GROUPS.map((group) => ({
      name: group,
      label: t.actions.groups[group],
      lines: linesOf(
        app.actions.all.filter((action) => action.group === group && action.unlisted !== true),
        app,
      ),
    })),
    recent: app.session.recent
      .filter(({ missing }) => !missing)
      .slice(0, MOST_RECENT)
      .map(({ path, name }) => ({ path, name })),
    words: t.desktop.system,
  };
}

/** The same by the same key, on two screens, stands there once: whichever may act now. */
function linesOf(actions: readonly Action[], app: App): MenuLine[] {
  const lines = new Map<string, MenuLine>();
  for (const action of actions) {
    const label = action.label(language.t, app);
    const key = app.actions.keysOf(action)[0] ?? null;
    const name = JSON.stringify([label, key]);
    const enabled = app.actions.mayRun(action, app);
    if (enabled || !lines.has(name)) lines.set(name, { id: action.id, label, key, enabled });
  }
  return [...lines.values()];
}
