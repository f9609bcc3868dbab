/**
 * Matrices of 8 bits for products of many rows: a scale for each column, and the rows of the other side rounded to 8 bits as
 * they come. Knows onnxruntime's DynamicQuantizeMatMul; knows no model. About three times as fast as float32 where the
 * processor multiplies bytes.
 *
 *   value = scale q,  q in [-63, 63]: processors that add products of bytes in 16 bits (AVX2) would overflow beyond
 *
 * Source: onnxruntime's docs/ContribOperators.md, com.microsoft.DynamicQuantizeMatMul; its docs on quantisation for the range.
 */
import type { GraphBuilder, Value } from './builder.ts';
import type { LazyTensor } from './weight.ts';

const largestCode = 63;

export interface ColumnWeight {
  readonly kind: 'columns';
  /** int8 [in, out] */
  readonly codes: LazyTensor;
  /** float32 [out] */
  readonly scales: LazyTensor;
}

/** x [.., in] -> [.., out] */
export function matMulColumns(
  g: GraphBuilder,
  x: Value,
  { bias, name, weight }: { readonly name: string; readonly weight: ColumnWeight; readonly bias?: Value },
): Value {
  const inputs = [x, g.weight(`${name} columns`, weight.codes), g.weight(`${name} column scales`, weight.scales)];
  return g.op('DynamicQuantizeMatMul', [...inputs, undefined, bias], { domain: 'com.microsoft' });
}

/** Of a matrix [in, out] that is read when it is written; once, for what is made of it is kept until it is written as well. */
export function columnQuantised(
  [rows, columns]: readonly [number, number],
  read: () => ArrayLike<number>,
): ColumnWeight {
  let made: Quantised | null = null;
  const take = (): Quantised => (made ??= quantised(read(), { rows, columns }));
  return {
    kind: 'columns',
    codes: { type: 'int8', dims: [rows, columns], read: () => take().codes },
    scales: {
      type: 'float32',
      dims: [columns],
      read: () => {
        const { scales } = take();
        made = null;
        return scales;
      },
    },
  };
}

interface Quantised {
  readonly codes: Int8Array;
  readonly scales: Float32Array;
}

function quantised(
  values: ArrayLike<number>,
  { columns, rows }: { readonly rows: number; readonly columns: number },
): Quantised {
  const scales = new Float32Array(columns);
  for (let at = 0; at < rows * columns; at++) {
    const column = at % columns;
    scales[column] = Math.max(scales[column] ?? 0, Math.abs(values[at] ?? 0) / largestCode);
  }
  const codes = new Int8Array(rows * columns);
  for (let at = 0; at < codes.length; at++) {
    const scale = scales[at % columns] ?? 0;
    codes[at] = scale === 0 ? 0 : Math.round((values[at] ?? 0) / scale);
  }
  return { codes, scales };
}
