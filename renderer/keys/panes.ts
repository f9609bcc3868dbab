/** F6 walks the panes of a screen (`data-walked`), and returns to where the focus was in each. Knows no particular pane. */

const lastFocus = new WeakMap<Element, HTMLElement>();

export function walkPanes(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-walked]')].filter((pane) => pane.checkVisibility());
  const from = document.activeElement;
  const at = panes.findIndex((pane) => pane.contains(from));
  const here = panes[at];
  if (here !== undefined && from instanceof HTMLElement) lastFocus.set(here, from);
  const start = at === -1 && by === -1 ? 0 : at;
  const next = panes[(start + by + panes.length) % panes.length];
  if (next !== undefined) focusPane(next);
}

function focusPane(pane: HTMLElement): void {
  const before = lastFocus.get(pane);
  const first = pane.querySelector<HTMLElement>('[data-first-focus]');
  (before?.isConnected === true ? before : (first ?? pane)).focus();
  // What cannot be operated at the moment does not take the focus.
  if (!pane.contains(document.activeElement)) pane.focus();
}
