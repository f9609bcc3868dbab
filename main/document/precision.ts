/** How a model's matrices are stored; the smaller, the quicker and the farther from the checkpoint's own answers. */
export const PRECISIONS = ['fp32', 'fp16', 'int8', 'int4'] as const;
export type ModelPrecision = (typeof PRECISIONS)[number];
