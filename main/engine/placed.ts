/**
 * A decoder where it runs: its graph opened on a device, and caches that lie where that device can read them. Knows which
 * devices keep caches to themselves; does not know what is read.
 */
import { HostCache, type KeyValueCache } from './cache.ts';
import { appendGraph, arrangeGraph, decoderInputs, decoderOutputs, type DecoderShape } from './decoder.ts';
import { DeviceCache } from './device-cache.ts';
import type { Device, EngineNotice } from './device.ts';
import { openPacked } from './packed.ts';
import { EngineError } from './problem.ts';
import type { Session } from './session.ts';
import { openSession } from './sessions.ts';

export interface DecoderSource {
  /** Paths of the graphs. */
  readonly decoder: string;
  readonly embeddings: string;
  readonly shape: DecoderShape;
  /** Most tokens read in one call, so most work between two looks at the messages; by default what a core does in some seconds at worst. */
  readonly chunkTokens?: number;
  /** Where the decoder is to run; the processor where nothing is said. */
  readonly device?: Device;
  /** What WebGPU and CUDA need of it; without these it runs there with its caches on the host. */
  readonly graphs?: DeviceGraphs;
}

export interface DeviceGraphs {
  /** The decoder in operators that the device has; its weights lie beside the decoder's file. */
  readonly decoder: Uint8Array;
  /** Those that keep the caches (decoder.ts). */
  readonly append: Uint8Array;
  readonly arrange: Uint8Array;
}

export interface ReaderOptions {
  readonly threads: number;
  readonly onNotice: (notice: EngineNotice) => void;
  /** Of a test that makes a device fail. */
  readonly open?: typeof openSession;
}

export interface Placed {
  readonly device: Device;
  readonly decoder: Session;
  readonly chunkTokens: number;
  readonly noPrefix: KeyValueCache;
  newCache(size: { readonly rows: number; readonly capacity: number }): KeyValueCache;
  release(): Promise<void>;
}

export async function openPlaced(source: DecoderSource, options: ReaderOptions): Promise<Placed> {
  const { device = 'cpu' } = source;
  if (device === 'cpu') return placeOn('cpu', source, options);
  try {
    return await placeOn(device, source, options);
  } catch (error) {
    if (!(error instanceof EngineError) || error.problem.code !== 'graph-unreadable') throw error;
    const placed = await placeOn('cpu', source, options); // a file that is damaged fails here as well
    options.onNotice({ code: 'device-left', device, path: source.decoder, cause: error.problem.cause });
    return placed;
  }
}

export async function placeOn(device: Device, source: DecoderSource, options: ReaderOptions): Promise<Placed> {
  const { shape } = source;
  const opened: Session[] = [];
  const release = async (): Promise<void> => {
    for (const session of opened.splice(0)) await session.release();
  };
  const open: typeof openSession = async (graph, how) => {
    const session = await (options.open ?? openSession)(graph, how);
    opened.push(session);
    return session;
  };
  const graphs = device === 'webgpu' || device === 'cuda' ? source.graphs : undefined;
  const { threads } = options;
  try {
    if (!graphs) {
      const decoder = await (device === 'cpu'
        ? openPacked(source.decoder, { threads, open })
        : open(source.decoder, { threads, device }));
      checkContract(decoder, shape);
      // Graphs that were written before keys lay in stretches have as many rows of them as heads.
      const stretches = decoder.inputDims(decoderInputs.sharedKeys(0))?.[1] !== shape.heads;
      const newCache: Placed['newCache'] = (size) => new HostCache(shape, { ...size, stretches });
      return { ...{ device, decoder, newCache, release }, ...restOf(source, device, newCache) };
    }
    const decoder = await open(
      { path: source.decoder, bytes: graphs.decoder },
      { threads, device, kept: [decoderOutputs.keys, decoderOutputs.values] },
    );
    checkContract(decoder, shape);
    const indices = Array.from({ length: 2 * shape.layers }, (_, index) => index);
    const keeping = async (name: string, bytes: Uint8Array, next: (index: number) => string) =>
      open({ path: `${source.decoder} (${name})`, bytes }, { threads, device, kept: indices.map(next) });
    const append = await keeping('append', graphs.append, appendGraph.next);
    const arrange = await keeping('arrange', graphs.arrange, arrangeGraph.next);
    const newCache: Placed['newCache'] = ({ rows }) => new DeviceCache(shape, { append, arrange }, { rows });
    return { ...{ device, decoder, newCache, release }, ...restOf(source, device, newCache) };
  } catch (error) {
    await release();
    throw error;
  }
}

function restOf({ chunkTokens, shape }: DecoderSource, device: Device, newCache: Placed['newCache']) {
  return {
    chunkTokens: chunkTokens ?? (device === 'cpu' ? defaultChunkTokens(shape) : deviceChunkTokens),
    noPrefix: newCache({ rows: 1, capacity: 0 }),
  };
}

/** Of what is no processor; all of them are quicker. */
const deviceChunkTokens = 512;

/** A multiple of 32 within 32 and 512, the smaller the larger the decoder: about 4e11 multiplications, taking 12 D^2 a layer and token. */
function defaultChunkTokens({ layers, hiddenSize }: DecoderShape): number {
  const tokens = 4e11 / (12 * layers * hiddenSize ** 2);
  return 32 * Math.min(16, Math.max(1, Math.round(tokens / 32)));
}

function checkContract(decoder: Session, { layers, heads, headSize, hiddenSize }: DecoderShape): void {
  const embeddings = decoder.inputDims(decoderInputs.embeddings);
  const keys = decoder.inputDims(decoderInputs.ownKeys(layers - 1));
  const beyond = decoder.inputDims(decoderInputs.ownKeys(layers));
  if (embeddings?.[2] !== hiddenSize || keys?.[1] !== heads || keys[2] !== headSize || beyond) {
    throw new EngineError({
      code: 'graph-unreadable',
      path: decoder.path,
      cause: `not a decoder of ${layers} layers, ${heads} heads of ${headSize} and width ${hiddenSize}`,
    });
  }
}
