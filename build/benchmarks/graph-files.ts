/** Graphs from their builders into an engine, through files that go when they are no longer needed. Knows no graph. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, GraphHandle } from '../../main/engine/index.ts';
import { WeightFile, writeOnnx, type GraphBuilder } from '../../native-models/onnx/index.ts';

export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

/** To be declared before the engine that reads it: what is disposed of last still lies there while the engine runs. */
export function temporaryFolder(within: string): TemporaryFolder {
  mkdirSync(within, { recursive: true });
  const path = mkdtempSync(join(within, 'made-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

/** Under the graph's own name, which is new in the folder. */
export async function loadGraph(engine: Engine, folder: string, g: GraphBuilder): Promise<GraphHandle> {
  return engine.loadGraph(await writeGraph(folder, g));
}

/** Gives its path. */
export async function writeGraph(folder: string, { graph }: GraphBuilder): Promise<string> {
  const weights = new WeightFile(`${graph.name}.weights`);
  const path = join(folder, `${graph.name}.onnx`);
  await writeFile(path, writeOnnx(graph, weights));
  await writeFile(join(folder, weights.name), weights.chunks());
  return path;
}
