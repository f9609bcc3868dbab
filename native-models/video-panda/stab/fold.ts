/**
 * Arithmetic on weights that is done once, when a graph is written: in float64, so that folding costs no precision. Knows
 * no graph and no tensor names. Matrices are row major, [out, in] as in the checkpoint.
 */

export interface Matrix {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

export const normEpsilon = 1e-5;

/** matrix x + bias */
export function linear(
  { values, rows, columns }: Matrix,
  x: ArrayLike<number>,
  bias?: ArrayLike<number>,
): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    let sum = bias ? at(bias, row) : 0;
    for (let column = 0; column < columns; column++) sum += at(values, row * columns + column) * at(x, column);
    return sum;
  });
}

/** The matrix's rows as columns. */
export function transposed({ values, rows, columns }: Matrix): Float32Array {
  const result = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = at(values, row * columns + column);
  }
  return result;
}

export interface Norm {
  readonly weight: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
}

export function layerNorm(x: ArrayLike<number>, { weight, bias }: Norm): Float64Array {
  const values = Float64Array.from(x);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.map((value, i) => ((value - mean) / Math.sqrt(variance + normEpsilon)) * at(weight, i) + at(bias, i));
}

/** A BatchNorm with running statistics is x * scale + shift, channel by channel. */
export function batchNorm({
  weight,
  bias,
  mean,
  variance,
}: Norm & { mean: ArrayLike<number>; variance: ArrayLike<number> }) {
  const scale = Float64Array.from(weight, (value, i) => value / Math.sqrt(at(variance, i) + normEpsilon));
  const shift = Float64Array.from(bias, (value, i) => value - at(mean, i) * at(scale, i));
  return { scale, shift };
}

export interface FixedQuery {
  readonly query: ArrayLike<number>;
  /** W_k */
  readonly keys: Matrix;
  readonly heads: number;
  readonly scale: number;
}

/** W_k folded into a query: head h scores a token n by (W_k,h^T q_h) . n, so no key is ever made. [C, heads], scaled. */
export function queryOverTokens({ query, keys: { values, rows, columns }, heads, scale }: FixedQuery): Float64Array {
  const folded = new Float64Array(columns * heads);
  for (let row = 0; row < rows; row++) {
    const head = Math.floor((row * heads) / rows);
    const factor = scale * at(query, row);
    for (let column = 0; column < columns; column++) {
      const index = column * heads + head;
      folded[index] = at(folded, index) + factor * at(values, row * columns + column);
    }
  }
  return folded;
}

/** W_v [C, C] cut into heads, each transposed: [heads, C, C / heads]. */
export function byHead({ values, rows, columns }: Matrix, heads: number): Float32Array {
  const width = rows / heads;
  const result = new Float32Array(rows * columns);
  for (let head = 0; head < heads; head++) {
    const cut = values.subarray(head * width * columns, (head + 1) * width * columns);
    result.set(transposed({ values: cut, rows: width, columns }), head * width * columns);
  }
  return result;
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}
