/** STAB where it runs: its graph, as a device needs it. Knows what goes in and comes out, not why. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withSoftmaxOfNothing } from '../../../native-models/onnx/index.ts';
import type { Device } from '../../document/device.ts';
import type { Engine, Priority, Tensor } from '../../engine/index.ts';
import { damaged } from '../models/manifest.ts';

export interface StabInputs {
  readonly pixels: Tensor;
  readonly rows: Tensor;
  readonly columns: Tensor;
  readonly real: Tensor;
}

export interface PlacedStab {
  /** The tokens of the real frames, and those of the padding where there is any. */
  run(inputs: StabInputs, options: { readonly priority: Priority }): Promise<readonly Tensor[]>;
  unload(): Promise<void>;
}

/** Throws `model-damaged`, or what the engine throws. */
export async function placeStab(engine: Engine, folder: string, device: Device): Promise<PlacedStab> {
  const path = join(folder, 'stab.onnx');
  const source = device === 'webgpu' ? { path, bytes: await graphForWebGpu(folder, path) } : path;
  const stab = await engine.loadGraph(source, { device });
  return {
    run: async (inputs, options) => {
      const { tokens, padding } = await engine.run(stab, { ...inputs }, options);
      if (!tokens || !padding) throw new TypeError('STAB gave no tokens');
      return [tokens, padding].filter(({ data }) => data.length > 0);
    },
    unload: () => engine.unload(stab),
  };
}

async function graphForWebGpu(folder: string, path: string): Promise<Uint8Array> {
  try {
    return withSoftmaxOfNothing(await readFile(path));
  } catch (error) {
    throw damaged(folder, `stab.onnx: ${(error as Error).message}`);
  }
}
