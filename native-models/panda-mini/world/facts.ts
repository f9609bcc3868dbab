/**
 * Panda-Mini's world as it stands in world.json: what a clip shows and every text about it. Knows no pixels, no
 * grammar and no model; training reads the same file.
 */
import { readFileSync } from 'node:fs';

export const ATTRIBUTES = ['color', 'shape', 'motion', 'count', 'background'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

/** What one scene shows: a group of `count` equal things. The values are keys of world.json. */
export type Facts = Readonly<Record<Attribute, string>>;

export type Track = 'short' | 'dense';
export type Rgb = readonly [number, number, number];
type Range = readonly [number, number];

interface World {
  readonly colors: Readonly<Record<string, Rgb>>;
  readonly backgrounds: Readonly<Record<string, Rgb>>;
  /** Each channel of a colour is up to this many levels off. */
  readonly colorJitter: number;
  readonly shapes: Readonly<Record<string, { readonly plural: string }>>;
  readonly motions: Readonly<Record<string, Motion>>;
  readonly counts: Readonly<Record<string, number>>;
  /** Pairs of colour and shape that training never shows. */
  readonly heldOut: readonly (readonly [string, string])[];
  /** In picture sides, but `extent` (how far a shape reaches) and `distance` (between middles), which are in radii. */
  readonly geometry: {
    readonly radius: Range;
    readonly extent: number;
    readonly distance: number;
    readonly travel: Range;
  };
  readonly captions: Readonly<Record<Track, { readonly prompts: readonly string[] } & Forms>>;
  readonly questions: Readonly<Record<Attribute, readonly string[]>>;
  readonly yesNo: {
    readonly color: readonly string[];
    readonly shape: readonly string[];
    readonly motion: { readonly moving: readonly string[]; readonly still: readonly string[] };
    readonly count: { readonly one: readonly string[]; readonly many: readonly string[] };
    readonly background: readonly string[];
  };
  readonly choice: { readonly form: string; readonly options: readonly number[] };
  readonly propose: { readonly prompts: readonly string[]; readonly form: string };
}

interface Motion {
  readonly direction: readonly [number, number];
  readonly singular: string;
  readonly plural: string;
  readonly answer: string;
}

/** A caption's templates: for one thing and for more. */
interface Forms {
  readonly one: string;
  readonly many: string;
}

export const world = JSON.parse(readFileSync(new URL('./world.json', import.meta.url), 'utf8')) as World;

/** In world.json's order. */
export const valuesOf: Readonly<Record<Attribute, readonly string[]>> = {
  color: Object.keys(world.colors),
  shape: Object.keys(world.shapes),
  motion: Object.keys(world.motions),
  count: Object.keys(world.counts),
  background: Object.keys(world.backgrounds),
};

/** Every colour with every shape, apart by whether training shows the two together. */
export const pairs: Readonly<Record<'seen' | 'heldOut', readonly Pick<Facts, 'color' | 'shape'>[]>> = {
  seen: everyPair().filter((pair) => !isHeldOut(pair)),
  heldOut: everyPair().filter(isHeldOut),
};

export function isHeldOut({ color, shape }: Pick<Facts, 'color' | 'shape'>): boolean {
  return world.heldOut.some((pair) => pair[0] === color && pair[1] === shape);
}

export function areSameFacts(a: Facts, b: Facts): boolean {
  return ATTRIBUTES.every((attribute) => a[attribute] === b[attribute]);
}

/** What stands in the table under a name that is one of its keys. A name that is not is a bug. */
export function entryOf<Entry>(table: Readonly<Record<string, Entry>>, name: string): Entry {
  const entry = table[name];
  if (entry === undefined) throw new RangeError(`Panda-Mini's world has no ${name}`);
  return entry;
}

function everyPair(): Pick<Facts, 'color' | 'shape'>[] {
  return valuesOf.color.flatMap((color) => valuesOf.shape.map((shape) => ({ color, shape })));
}
