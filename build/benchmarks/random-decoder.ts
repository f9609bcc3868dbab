/** A decoder between Panda-Mini and a real one, with random weights, and clips for it. What it writes says nothing. */
import type { DecoderHandle, Engine, GenerateRequest, PrefixPiece } from '../../main/engine/index.ts';
import type { LlamaConfig } from '../../native-models/video-panda/llama.ts';
import { portableValues } from '../../native-models/video-panda/portable-generator.ts';
import { writePortableLlama } from '../../native-models/video-panda/portable-llama.ts';
import type { Size } from './benchmark.ts';

type RequestPrefix = NonNullable<GenerateRequest['prefix']>;

interface Plan {
  readonly config: LlamaConfig;
  /** Visual tokens of a clip: those of 16:9 at full size. */
  readonly clipTokens: number;
  readonly newTokens: number;
}

const common = { vocabSize: 1024, rmsNormEps: 1e-5, ropeTheta: 10_000, maxPositions: 2048 };

const plans: Readonly<Record<Size, Plan>> = {
  full: {
    config: { ...common, hiddenSize: 512, intermediateSize: 1376, layers: 8, heads: 8 },
    clipTokens: 1232,
    newTokens: 32,
  },
  tiny: {
    config: { ...common, hiddenSize: 16, intermediateSize: 24, layers: 2, heads: 2 },
    clipTokens: 40,
    newTokens: 3,
  },
};

export interface RandomDecoder {
  readonly name: string;
  /** The visual tokens of a clip; a clip has the same under every name. */
  clipOf(clip: number, name: string): RequestPrefix;
  /** Asks something of 16 tokens; gives how many tokens were written. Another question, another answer. */
  ask(prefix: RequestPrefix, question: number, newTokens?: number): Promise<number>;
}

/** Lies in the folder as long as it is used. */
export async function loadRandomDecoder(engine: Engine, folder: string, size: Size): Promise<RandomDecoder> {
  const { config, clipTokens, newTokens } = plans[size];
  const decoder = await engine.loadDecoder(writePortableLlama(folder, { config, prefix: 'bench.' }));
  const clips = new Map<number, readonly PrefixPiece[]>();
  const piecesOf = (clip: number): readonly PrefixPiece[] => {
    const pieces = clips.get(clip) ?? [randomPiece(`clip ${clip}`, [clipTokens, config.hiddenSize])];
    clips.set(clip, pieces);
    return pieces;
  };
  return {
    name: `${config.layers} layers of ${config.hiddenSize}, ${clipTokens} tokens a clip`,
    clipOf: (clip, name) => ({ key: name, pieces: piecesOf(clip) }),
    ask: (prefix, question, most = newTokens) => ask(engine, { decoder, prefix, question, newTokens: most }),
  };
}

async function ask(
  engine: Engine,
  {
    decoder,
    prefix,
    question,
    newTokens,
  }: {
    readonly decoder: DecoderHandle;
    readonly prefix: RequestPrefix;
    readonly question: number;
    readonly newTokens: number;
  },
): Promise<number> {
  const generation = engine.generate({
    decoder,
    prefix,
    suffix: Array.from({ length: 16 }, (_, index) => (7 * question + 3 * index) % common.vocabSize),
    sampling: { kind: 'greedy' },
    maxNewTokens: newTokens,
    stopTokens: [],
    priority: 'batch',
  });
  return (await generation.end).newTokens;
}

function randomPiece(name: string, [tokens, width]: readonly [number, number]): PrefixPiece {
  const data = portableValues(name, tokens * width, { offset: 0, a: 1 });
  return { embeddings: { type: 'float32', dims: [tokens, width], data } };
}
