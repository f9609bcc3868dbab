/**
 * What the machine can do at best: large matrix products and nothing else, by the same runtime with the same threads.
 * Knows no model.
 */
import { blockQuantised, GraphBuilder, matMulBlocks } from '../../native-models/onnx/index.ts';
import { portableValues } from '../../native-models/video-panda/portable-generator.ts';

export interface Product {
  readonly rows: number;
  readonly width: number;
  /** Products one after the other, each of the one before. */
  readonly times: number;
}

/** [rows, width] times [width, width], so many times. `start` [1, 1] goes in and `end` [1, 1] comes out: messages cost nothing. */
export function productGraph({ rows, width, times }: Product): GraphBuilder {
  const g = new GraphBuilder('product');
  const keepsSize = { offset: 0, a: Math.sqrt(3 / width) };
  const matrix = g.weight('matrix', {
    type: 'float32',
    dims: [width, width],
    read: () => portableValues('matrix', width * width, keepsSize),
  });
  let x = g.expand(g.input('start', 'float32', [1, 1]), [rows, width]);
  for (let time = 0; time < times; time++) x = g.matMul(x, matrix);
  const value = g.reduceMean(x, [0, 1], { keep: true });
  g.output('end', { value, type: 'float32', dims: [1, 1] });
  return g;
}

/** The same with a matrix of 4 bits by blocks (native-models/onnx/blocks.ts), as an imported LLM has them. */
export function blockProductGraph({ rows, width, times }: Product): GraphBuilder {
  const g = new GraphBuilder('block-product');
  const values = portableValues('matrix', width * width, { offset: 0, a: Math.sqrt(3 / width) });
  const matrix = blockQuantised({ type: 'float32', dims: [width, width], data: values }, { bits: 4 });
  let x = g.expand(g.input('start', 'float32', [1, 1]), [rows, width]);
  for (let time = 0; time < times; time++) x = matMulBlocks(g, x, 'matrix', matrix);
  const value = g.reduceMean(x, [0, 1], { keep: true });
  g.output('end', { value, type: 'float32', dims: [1, 1] });
  return g;
}

/** Multiplications with addition. */
export function macsOfProduct({ rows, width, times }: Product): number {
  return times * rows * width ** 2;
}
