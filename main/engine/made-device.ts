/**
 * For tests: a device that is made of the processor. What is kept there is out of reach of the host, counted as long as it is
 * held, and it fails when it is told to. Knows no graph.
 */
import * as ort from 'onnxruntime-node';
import { EngineError } from './problem.ts';
import { isOnDevice, type AnyTensor, type DeviceTensor, type Session } from './session.ts';
import { openSession } from './sessions.ts';

export interface MadeDevice {
  readonly open: typeof openSession;
  /** Tensors that are held there now. */
  readonly held: Set<DeviceTensor>;
  /** What was run there, by path, with the sizes of its tokens. */
  readonly runs: { readonly path: string; readonly tokens: readonly number[] }[];
}

/** `fail`: what the runtime says of a run there; null: it is well. It is asked before each. */
export function madeDevice(fail: (run: MadeDevice['runs'][number]) => string | null = () => null): MadeDevice {
  const held = new Set<DeviceTensor>();
  const runs: MadeDevice['runs'] = [];
  const keep = (tensor: AnyTensor): AnyTensor => {
    if (isOnDevice(tensor)) return tensor;
    const kept: DeviceTensor = {
      dims: tensor.dims,
      held: new ort.Tensor(tensor.type, tensor.data, tensor.dims),
      release: () => {
        if (!held.delete(kept)) throw new Error('it was given back before');
      },
    };
    held.add(kept);
    return kept;
  };
  const open: typeof openSession = async (source, { device, kept = [], threads }) => {
    const session = await openSession(source, { threads });
    if (device === undefined || device === 'cpu') return session;
    const run: Session['run'] = async (inputs) => {
      for (const tensor of Object.values(inputs)) {
        if (isOnDevice(tensor) && !held.has(tensor)) throw new Error('it reads what was given back');
      }
      const one = { path: session.path, tokens: inputs['embeddings']?.dims.slice(0, 2) ?? [] };
      runs.push(one);
      const cause = fail(one);
      if (cause !== null) throw new EngineError({ code: 'graph-failed', path: session.path, cause });
      const outputs = await session.run(inputs);
      return Object.fromEntries(
        Object.entries(outputs).map(([name, tensor]) => [name, kept.includes(name) ? keep(tensor) : tensor]),
      );
    };
    return { ...session, run };
  };
  return { open, held, runs };
}
