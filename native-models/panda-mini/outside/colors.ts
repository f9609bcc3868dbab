/** The two plain colours that pictures of Panda-Mini's world are made of: the ground's, and that of the things on it. */

export type Color = readonly [red: number, green: number, blue: number];

/** Levels (Euclidean) up to which a pixel is of a colour: more than codecs and resampling move one. */
const NEAR = 24;
/** Levels from the ground at which something else begins: less than lie between any two colours of the world. */
const APART = 48;

export interface MainColors {
  readonly ground: Color;
  /** Undefined where all is ground. */
  readonly thing: Color | undefined;
}

/** Of RGB pixels, three bytes each. */
export function mainColorsOf(rgb: Uint8Array): MainColors {
  const ground = commonestColor(rgb, () => true);
  if (ground === undefined) throw new RangeError('no pixels');
  return { ground, thing: commonestColor(rgb, (at) => squareAt(rgb, at, ground) > APART ** 2) };
}

/** Whether the pixel that begins at this byte is nearer to the things' colour than to the ground's. */
export function isOfThing(rgb: Uint8Array, at: number, { ground, thing }: MainColors): boolean {
  return thing !== undefined && squareAt(rgb, at, thing) < squareAt(rgb, at, ground);
}

/** Whether the pixel is of neither colour. */
export function isStrange(rgb: Uint8Array, at: number, { ground, thing }: MainColors): boolean {
  return squareAt(rgb, at, ground) > NEAR ** 2 && (thing === undefined || squareAt(rgb, at, thing) > NEAR ** 2);
}

/** In levels. */
export function distanceBetween(a: Color, b: Color): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** The fullest of 16 x 16 x 16 boxes, then the mean of what is near its own mean. Only pixels that count. */
function commonestColor(rgb: Uint8Array, counts: (at: number) => boolean): Color | undefined {
  const boxes = new Uint32Array(16 ** 3);
  for (let at = 0; at < rgb.length; at += 3) {
    const box = boxAt(rgb, at);
    if (counts(at)) boxes[box] = (boxes[box] ?? 0) + 1;
  }
  const fullest = boxes.reduce((best, pixels, box) => (pixels > (boxes[best] ?? 0) ? box : best), 0);
  if (boxes[fullest] === 0) return undefined;
  const middle = meanOf(rgb, (at) => boxAt(rgb, at) === fullest && counts(at));
  return meanOf(rgb, (at) => squareAt(rgb, at, middle) <= NEAR ** 2 && counts(at));
}

function boxAt(rgb: Uint8Array, at: number): number {
  return (((rgb[at] ?? 0) >> 4) << 8) | (((rgb[at + 1] ?? 0) >> 4) << 4) | ((rgb[at + 2] ?? 0) >> 4);
}

/** Of the distance between the pixel and the colour. */
function squareAt(rgb: Uint8Array, at: number, [red, green, blue]: Color): number {
  const [dr, dg, db] = [(rgb[at] ?? 0) - red, (rgb[at + 1] ?? 0) - green, (rgb[at + 2] ?? 0) - blue];
  return dr * dr + dg * dg + db * db;
}

function meanOf(rgb: Uint8Array, counts: (at: number) => boolean): Color {
  let [red, green, blue, pixels] = [0, 0, 0, 0];
  for (let at = 0; at < rgb.length; at += 3) {
    if (!counts(at)) continue;
    red += rgb[at] ?? 0;
    green += rgb[at + 1] ?? 0;
    blue += rgb[at + 2] ?? 0;
    pixels++;
  }
  return [red / pixels, green / pixels, blue / pixels];
}
