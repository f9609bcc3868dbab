import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { columnQuantised, GraphBuilder, matMulColumns, WeightFile, writeOnnx } from './index.ts';

it('multiplies in 8 bits, near the product in floats, with a scale for each column', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'panda-columns-'));
  try {
    const [rows, columns] = [96, 40];
    const scaleOf = (column: number) => (column === 3 ? 0 : 10 ** (column % 4)); // one column of zeros
    const matrix = Array.from({ length: rows * columns }, (_, at) => scaleOf(at % columns) * Math.sin(7 * at));
    const x = Float32Array.from({ length: 2 * rows }, (_, at) => Math.cos(3 * at));
    const bias = Float32Array.from({ length: columns }, (_, column) => column);
    let reads = 0;
    const weight = columnQuantised([rows, columns], () => {
      reads++;
      return matrix;
    });
    const g = new GraphBuilder('columns');
    const added = g.weight('bias', { type: 'float32', dims: [columns], data: bias });
    const value = matMulColumns(g, g.input('x', 'float32', [2, rows]), { name: 'w', weight, bias: added });
    g.output('y', { value, type: 'float32', dims: [2, columns] });
    const file = new WeightFile('columns.weights');
    writeFileSync(join(folder, 'columns.onnx'), writeOnnx(g.graph, file));
    writeFileSync(join(folder, file.name), Buffer.concat([...file.chunks()]));
    const session = await ort.InferenceSession.create(join(folder, 'columns.onnx'));
    const { y } = await session.run({ x: new ort.Tensor('float32', x, [2, rows]) });
    const far = [...(y?.data as Float32Array)].filter((found, at) => {
      const [row, column] = [Math.floor(at / columns), at % columns];
      let exact = 0;
      for (let i = 0; i < rows; i++) exact += (x[row * rows + i] ?? NaN) * (matrix[i * columns + column] ?? NaN);
      return !(Math.abs(found - column - exact) <= 0.15 * scaleOf(column));
    });
    expect({ far, reads }).toEqual({ far: [], reads: 1 });
    await session.release();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
