/** Writes ONNX graphs. Knows no model. */
export { GraphBuilder, type Value } from './builder.ts';
export { floatsOf, halvesOf } from './half.ts';
export { readWeight, WeightFile, type LazyTensor, type Weight } from './weight.ts';
export { writeOnnx } from './write.ts';
