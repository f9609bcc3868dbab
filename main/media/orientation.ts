/** How a stored picture is turned and mirrored to be shown, from the display matrix of the file. Knows nothing of files. */

/** The four entries of the matrix that turn and mirror, signs only: shown = (a x + c y, b x + d y), y downwards. */
type Signs = `${-1 | 0 | 1},${-1 | 0 | 1},${-1 | 0 | 1},${-1 | 0 | 1}`;

export interface Orientation {
  /** Clockwise. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Mirrored from left to right after the turn. */
  readonly mirrored: boolean;
}

const ORIENTATIONS: Readonly<Partial<Record<Signs, Orientation>>> = {
  '1,0,0,1': { rotation: 0, mirrored: false },
  '0,1,-1,0': { rotation: 90, mirrored: false },
  '-1,0,0,-1': { rotation: 180, mirrored: false },
  '0,-1,1,0': { rotation: 270, mirrored: false },
  '-1,0,0,1': { rotation: 0, mirrored: true },
  '0,1,1,0': { rotation: 90, mirrored: true },
  '1,0,0,-1': { rotation: 180, mirrored: true },
  '0,-1,-1,0': { rotation: 270, mirrored: true },
};

export const UPRIGHT: Orientation = { rotation: 0, mirrored: false };

/**
 * From ffprobe's print of the matrix: three lines (their ends written as \n) of an address and three
 * numbers, 16.16 fixed point. Turns by anything but
 * right angles are left alone, as players do.
 */
export function orientationOf(displayMatrix: string): Orientation {
  const numbers = displayMatrix
    .split('\\n')
    .flatMap((line) =>
      line
        .replace(/^[0-9a-f]+:/, '')
        .trim()
        .split(/\s+/),
    )
    .filter((word) => word !== '')
    .map(Number);
  const [a = 0, b = 0, , c = 0, d = 0] = numbers;
  const largest = Math.max(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
  const signs = [a, b, c, d].map((entry) => Math.round(entry / largest) + 0).join(',') as Signs;
  return ORIENTATIONS[signs] ?? UPRIGHT;
}

/** ffmpeg's filters for it, each with a comma before it; empty where the picture is upright. */
export function orientationFilter({ rotation, mirrored }: Orientation): string {
  const turn = { 0: '', 90: ',transpose=clock', 180: ',hflip,vflip', 270: ',transpose=cclock' }[rotation];
  return turn + (mirrored ? ',hflip' : '');
}

export function isSideways({ rotation }: Orientation): boolean {
  return rotation === 90 || rotation === 270;
}
