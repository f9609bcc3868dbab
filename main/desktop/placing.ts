/** Where a window is put: where it was, if that is still on a screen. Knows no window. */

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** So much of its upper edge has to be seen to be taken hold of. */
const LEAST_SEEN = { width: 120, height: 24 };
export const SMALLEST = { width: 900, height: 600 };
const USUAL = { width: 1440, height: 900 };
/** Another window does not hide the one before. */
const STEP = 32;

/** `screens`: what of each is free for windows, the first one first. `others`: windows that are there already. */
export function placed(
  wanted: Bounds | null,
  screens: readonly Bounds[],
  others: readonly Bounds[] = [],
): Partial<Bounds> & Pick<Bounds, 'width' | 'height'> {
  const screen = screens.find((each) => wanted !== null && isSeen(wanted, each));
  if (wanted === null || screen === undefined) {
    // Without a place the system finds one, in the middle of the screen that is looked at.
    const { width, height } = screens[0] ?? { ...USUAL };
    return {
      width: Math.min(wanted?.width ?? USUAL.width, width),
      height: Math.min(wanted?.height ?? USUAL.height, height),
    };
  }
  const width = Math.min(wanted.width, screen.width);
  const height = Math.min(wanted.height, screen.height);
  let { x, y } = wanted;
  while (others.some((other) => other.x === x && other.y === y)) [x, y] = [x + STEP, y + STEP];
  return { x, y, width, height };
}

function isSeen(window: Bounds, screen: Bounds): boolean {
  const left = Math.max(window.x, screen.x);
  const right = Math.min(window.x + window.width, screen.x + screen.width);
  const isBelowTop = window.y >= screen.y - 1;
  const isAboveBottom = window.y + LEAST_SEEN.height <= screen.y + screen.height;
  return right - left >= LEAST_SEEN.width && isBelowTop && isAboveBottom;
}
