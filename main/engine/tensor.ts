/**
 * A tensor as plain data: it crosses process borders by structured clone and needs no library.
 * Knows nothing of graphs, devices or onnxruntime.
 */

export type TensorType = 'float32' | 'float16' | 'int64' | 'int32' | 'uint8' | 'int8' | 'bool';

export interface Tensor {
  readonly type: TensorType;
  readonly dims: readonly number[];
  /** Row major. float16 travels as its bits in a Uint16Array, bool as 0 and 1 in a Uint8Array. */
  readonly data: Float32Array | Uint16Array | BigInt64Array | Int32Array | Uint8Array | Int8Array;
}
