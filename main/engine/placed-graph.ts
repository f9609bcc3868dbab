/**
 * A single graph where it runs. A device that cannot open it, or fails at it, is left for the processor, and the run is done
 * again there. Knows no decoder and no cache.
 */
import type { Device, EngineNotice } from './device.ts';
import { EngineError } from './problem.ts';
import { onHost, type GraphSource, type Session, type Tensors } from './session.ts';
import { openSession } from './sessions.ts';
import type { Tensor } from './tensor.ts';

export interface PlacedGraph {
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Tensors>;
  release(): Promise<void>;
}

interface GraphOptions {
  readonly device: Device;
  readonly threads: number;
  readonly onNotice: (notice: EngineNotice) => void;
  /** Of a test that makes a device fail. */
  readonly open?: typeof openSession;
}

export async function openGraph(
  source: GraphSource,
  { device, onNotice, open = openSession, threads }: GraphOptions,
): Promise<PlacedGraph> {
  const path = typeof source === 'string' ? source : source.path;
  let onDevice = device !== 'cpu';
  const toProcessor = async (error: unknown, before?: Session): Promise<Session> => {
    if (!onDevice || !(error instanceof EngineError) || !('cause' in error.problem)) throw error;
    await before?.release().catch(() => undefined); // a device that failed may fail at this too
    const session = await open(source, { threads }); // a file that is damaged fails here as well
    onDevice = false;
    onNotice({ code: 'device-left', device, path, cause: String(error.problem.cause) });
    return session;
  };
  let session = await open(source, { threads, device }).catch((error: unknown) => toProcessor(error));
  return {
    run: async (inputs) => {
      try {
        return onHost(await session.run(inputs));
      } catch (error) {
        session = await toProcessor(error, session);
        return onHost(await session.run(inputs));
      }
    },
    release: () => session.release(),
  };
}
