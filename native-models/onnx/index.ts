/** Writes ONNX graphs. Knows no model. */
export { GraphBuilder, type Operand, type OpOptions, type Sizes, type SliceRange, type Value } from './builder.ts';
export type { Attribute, Dimension, Graph, Port } from './graph.ts';
export { floatsOf, halvesOf } from './half.ts';
export { readWeight, WeightFile, type LazyTensor, type Weight } from './weight.ts';
export { writeOnnx } from './write.ts';
