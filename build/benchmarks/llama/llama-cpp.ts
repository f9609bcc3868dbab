/**
 * llama.cpp, as node-llama-cpp builds it (a development dependency, there for Linux on x64): reads and writes tokens of one
 * sequence, nothing above that. Knows the few calls of its addon that are used here; no network, no tokenizer.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';

interface Context {
  init(): Promise<boolean>;
  dispose(): Promise<void>;
  initBatch(size: number): void;
  addToBatch(sequence: number, first: number, tokens: Uint32Array, wanted: Uint32Array): Uint32Array;
  decodeBatch(): Promise<void>;
  sampleToken(index: number, sampler: object): Promise<number>;
  removeTokenCellsFromSequence(sequence: number, start: number, end: number): boolean;
}

interface Addon {
  readonly AddonModel: new (path: string, options: object) => { init(): Promise<boolean>; dispose(): Promise<void> };
  readonly AddonContext: new (model: object, options: object) => Context;
  readonly AddonSampler: new (model: object) => { applyConfig(config: object): void };
  setLogger(logger: (level: number, text: string) => void): void;
  setLoggerLogLevel(level: number): void;
  loadBackends(folder?: string): void;
  init(): Promise<void>;
  markLoaded(): boolean;
  systemInfo(): string;
}

export interface LlamaCpp extends AsyncDisposable {
  /** Forgets everything from that position on, then reads the tokens there. */
  read(position: number, tokens: readonly number[]): Promise<void>;
  /** Reads the tokens and writes so many more, greedily; gives them. */
  write(position: number, tokens: readonly number[], count: number): Promise<number[]>;
}

const packageName = '@node-llama-cpp/linux-x64';
const require = createRequire(import.meta.url);

/** Null where it is not installed. */
export function findLlamaCpp(): string | null {
  try {
    return join(require.resolve(packageName), '../../bins/linux-x64');
  } catch {
    return null;
  }
}

/** Reads at most so many tokens in a call: llama.cpp's own choice. */
const batchTokens = 512;

/** Cache in float16 and fused attention, as llama.cpp itself chooses. */
export async function openLlamaCpp(
  path: string,
  { positions, threads }: { readonly positions: number; readonly threads: number },
): Promise<LlamaCpp> {
  const folder = findLlamaCpp();
  if (folder === null) throw new Error(`${packageName} is not installed`);
  const addon = require(join(folder, 'llama-addon.node')) as Addon;
  addon.setLogger(() => undefined);
  addon.setLoggerLogLevel(0);
  addon.loadBackends();
  addon.loadBackends(folder);
  await addon.init();
  addon.markLoaded();
  const model = new addon.AddonModel(path, { addonExports: addon, gpuLayers: 0, useMmap: true });
  if (!(await model.init())) throw new Error(`llama.cpp does not read ${path}`);
  const options = { contextSize: positions, batchSize: batchTokens, sequences: 1, flashAttention: true, threads };
  const context = new addon.AddonContext(model, options);
  if (!(await context.init())) throw new Error('llama.cpp made no context');
  const sampler = new addon.AddonSampler(model);
  sampler.applyConfig({ temperature: 0 });

  /** Gives where the logits of the last token are. */
  async function readOn(position: number, tokens: readonly number[]): Promise<number> {
    let index = 0;
    for (let done = 0; done < tokens.length; done += batchTokens) {
      const part = Uint32Array.from(tokens.slice(done, done + batchTokens));
      context.initBatch(part.length);
      const isLast = done + part.length === tokens.length;
      const [at = 0] = context.addToBatch(0, position + done, part, Uint32Array.from(isLast ? [part.length - 1] : []));
      await context.decodeBatch();
      index = at;
    }
    return index;
  }
  const forget = (position: number) => context.removeTokenCellsFromSequence(0, position, -1);
  return {
    read: async (position, tokens) => {
      forget(position);
      await readOn(position, tokens);
    },
    write: async (position, tokens, count) => {
      forget(position);
      const written: number[] = [];
      let next: readonly number[] = tokens;
      let at = position;
      while (written.length < count) {
        const index = await readOn(at, next);
        at += next.length;
        const token = await context.sampleToken(index, sampler);
        written.push(token);
        next = [token];
      }
      return written;
    },
    [Symbol.asyncDispose]: async () => {
      await context.dispose();
      await model.dispose();
    },
  };
}
