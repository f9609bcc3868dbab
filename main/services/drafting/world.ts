/**
 * Whether a clip is of a kind that the model knows, by how far its visual tokens lie from those of the clips it learned.
 * The measure is the model's own (`world.json` in its folder); a model without one says nothing of its world.
 */
import { z } from 'zod';

/**
 * The distance of Mahalanobis, root mean square over the directions: d = sqrt(mean_k (a_k . (x - m))^2), x the mean over the clip's visual tokens.
 * `directions` are the axes of the known clips' x, each divided by its standard deviation.
 */
const measureSchema = z
  .object({
    kind: z.literal('mean-token-mahalanobis'),
    mean: z.array(z.number()).min(1),
    directions: z.array(z.array(z.number())).min(1),
    threshold: z.number().positive(),
  })
  .refine(({ mean, directions }) => directions.every(({ length }) => length === mean.length), 'sizes differ');

const worldSchema = z.object({ format: z.literal('panda-world'), formatVersion: z.literal(1), measure: measureSchema });

export type ModelWorld = z.infer<typeof worldSchema>;

export interface WorldAssessment {
  readonly score: number;
  readonly threshold: number;
  readonly outside: boolean;
}

/** The content of a `world.json`; throws a ZodError. */
export function parseWorld(json: unknown): ModelWorld {
  return worldSchema.parse(json);
}

/** `tokens`: [n, D], row by row. Throws RangeError where the measure is for another width. */
export function assessWorld(tokens: Float32Array, { measure }: ModelWorld): WorldAssessment {
  const { mean, directions, threshold } = measure;
  const width = mean.length;
  const count = tokens.length / width;
  if (count === 0 || !Number.isInteger(count))
    throw new RangeError(`${tokens.length} values are no tokens of ${width}`);
  const offset = mean.map((value) => -value);
  for (let at = 0; at < tokens.length; at++) offset[at % width] = (offset[at % width] ?? 0) + (tokens[at] ?? 0) / count;
  const squares = directions.map((axis) => axis.reduce((sum, value, i) => sum + value * (offset[i] ?? 0), 0) ** 2);
  const score = Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / directions.length);
  return { score, threshold, outside: score > threshold };
}
