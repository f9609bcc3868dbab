/** For what may wait until a person has seen what was asked for before. */

/** Once what has changed by now is on the screen; in a window that nobody sees, once somebody does. */
export function afterPainting(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work));
}
