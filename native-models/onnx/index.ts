/** Writes ONNX graphs. Knows no model. */
export { blockQuantised, blockSize, matMulBlocks, type BlockWeight, type RowsSeen } from './blocks.ts';
export { GraphBuilder, type Value } from './builder.ts';
export { columnQuantised, matMulColumns, type ColumnWeight } from './columns.ts';
export { floatsOf, halvesOf } from './half.ts';
export { withSoftmaxOfNothing } from './softmax-of-nothing.ts';
export { withPlainProducts } from './plain-products.ts';
export { readParts, readWeight, WeightFile, type LazyTensor, type Weight } from './weight.ts';
export { writeOnnx } from './write.ts';
