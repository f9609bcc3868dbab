/**
 * Whether a clip is of Panda-Mini's world: the largest of its oddities, each in units of what clips of the world reach.
 * The limits, the threshold and what they cost in errors are measured (npm run calibrate:mini) and stand in the model
 * folder's world.json. Knows no model: it looks at the pictures that the model is shown.
 */
import { z } from 'zod';
import type { Square } from '../../video-panda/frames/index.ts';
import { ODDITIES, odditiesOf } from './oddities.ts';
import type { Oddities, Oddity } from './oddities.ts';

const positive = z.number().positive();
const share = z.strictObject({ calledOutside: z.number().min(0).max(1), n: z.int().nonnegative() });

const measureSchema = z.strictObject({
  format: z.literal('panda-world-measure'),
  formatVersion: z.literal(1),
  kind: z.literal('plain-things'),
  /** What the clips of the world reach, oddity by oddity. */
  limits: z.strictObject({
    texture: positive,
    ground: positive,
    color: positive,
    number: positive,
    size: positive,
    proportions: positive,
    path: positive,
  } satisfies Record<Oddity, z.ZodType<number>>),
  /** A clip whose score is above it is called outside. */
  threshold: positive,
  /** On clips that neither the limits nor the threshold were taken from. */
  measured: z.strictObject({
    /** Of the world: false alarms. */
    inside: share,
    /** By group and kind. What is not called outside is missed. */
    outside: z.record(z.string(), z.record(z.string(), share)),
  }),
});

export type WorldMeasure = z.infer<typeof measureSchema>;

export interface WorldAssessment {
  readonly score: number;
  readonly threshold: number;
  readonly outside: boolean;
  /** What the score comes from. */
  readonly oddest: Oddity;
}

/** The content of a world.json. Throws a ZodError. */
export function parseWorldMeasure(json: unknown): WorldMeasure {
  return measureSchema.parse(json);
}

/** `squares`: the clip's real frames, as the model is shown them. Throws RangeError where there are none. */
export function assessWorld(squares: readonly Square[], patchSize: number, measure: WorldMeasure): WorldAssessment {
  const { oddest, score } = scoreOf(odditiesOf(squares, patchSize), measure.limits);
  return { score, threshold: measure.threshold, outside: score > measure.threshold, oddest };
}

export function scoreOf(oddities: Oddities, limits: Oddities): { readonly oddest: Oddity; readonly score: number } {
  return ODDITIES.map((oddity) => ({ oddest: oddity, score: oddities[oddity] / limits[oddity] })).reduce((most, one) =>
    one.score > most.score ? one : most,
  );
}
