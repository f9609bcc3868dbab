/**
 * The published checkpoint, as this project runs it: its config.json (a LlamaConfig and a few sizes of the vision part)
 * becomes a VideoPandaConfig, its tensors get the names of the builders. What it asks for that is not built is refused, never
 * left out. Knows no files.
 *
 *   model.video_tower.*, model.video_projector.*   STAB and the projector; again as model.vision_tower.*, model.mm_projector.*
 *   video_teacher, image_teacher, *_compressor     of the training alone
 */
import { z } from 'zod';
import type { LazyTensor, Weight } from '../onnx/index.ts';
import { officialConfig, parseConfig, type VideoPandaConfig } from './config.ts';
import { tensorShapes } from './tensor-shapes.ts';
import { namedTensors, type NamedTensors } from './weights.ts';

const size = z.int().positive();

/** What config.json says that matters here; it says much more. */
const officialSchema = z.object({
  model_type: z.enum(['videopanda', 'eve'], 'only "videopanda" and "eve" are read'),
  hidden_size: size.max(65_536),
  intermediate_size: size.max(262_144),
  num_hidden_layers: size.max(1000),
  num_attention_heads: size.max(1000),
  num_key_value_heads: size.nullish(),
  vocab_size: size.max(1_000_000),
  rms_norm_eps: z.number().positive(),
  rope_theta: z.number().positive().default(10_000),
  rope_scaling: z.null('scaled positions are not built').optional(),
  max_position_embeddings: size.max(1_000_000),
  hidden_act: z.literal('silu', 'only SiLU is built').default('silu'),
  attention_bias: z.literal(false, 'attention with biases is not built').optional(),
  tie_word_embeddings: z.literal(false, 'a head tied to the embeddings is not built').optional(),
  bos_token_id: z.int().nonnegative().default(1),
  eos_token_id: z.int().nonnegative().default(2),
  video_hidden_size: size.max(65_536).default(officialConfig.vision.hiddenSize),
  mm_projector_type: z.literal('mlp2x_gelu', 'only mlp2x_gelu is built').default('mlp2x_gelu'),
});

/** Throws an error that says which field is not as it must be. */
export function officialConfigOf(json: unknown): VideoPandaConfig {
  const parsed = officialSchema.safeParse(json);
  if (!parsed.success) throw new Error(faultsOf(parsed.error));
  const { video_hidden_size: C, ...llm } = parsed.data;
  if (llm.num_key_value_heads && llm.num_key_value_heads !== llm.num_attention_heads) {
    throw new Error('num_key_value_heads: fewer key than query heads are not built');
  }
  const config: VideoPandaConfig = {
    ...officialConfig,
    vision: {
      ...officialConfig.vision,
      hiddenSize: C,
      lsteSize: Math.trunc(C / 1.5),
      gstraHeads: C === 1408 ? 11 : officialConfig.vision.gstraHeads,
    },
    llm: {
      hiddenSize: llm.hidden_size,
      intermediateSize: llm.intermediate_size,
      layers: llm.num_hidden_layers,
      heads: llm.num_attention_heads,
      vocabSize: llm.vocab_size,
      rmsNormEps: llm.rms_norm_eps,
      ropeTheta: llm.rope_theta,
      maxPositions: llm.max_position_embeddings,
    },
    bos: llm.bos_token_id,
    eos: llm.eos_token_id,
  };
  try {
    return parseConfig(config);
  } catch (error) {
    throw error instanceof z.ZodError ? new Error(faultsOf(error), { cause: error }) : error;
  }
}

function faultsOf({ issues }: z.ZodError): string {
  return issues.map(({ message, path }) => `${path.join('.') || 'the whole'}: ${message}`).join('; ');
}

const twins = [
  ['model.vision_tower.', 'video_tower.'],
  ['model.mm_projector.', 'video_projector.'],
] as const;

const ofTheTraining = /(^|[.])(video_teacher|image_teacher|(video|vision)_tower_compressor|lmhra2)[.]/;
const counters = /[.](num_batches_tracked|rotary_emb[.]inv_freq)$/;

export interface OfficialTensors {
  readonly tensors: NamedTensors;
  /** Tensors that nothing here reads and that are not of the training either: perhaps of a model that is another one. */
  readonly unknown: readonly string[];
}

/**
 * A checkpoint's tensors under the builders' names. Those of the vision part and all vectors are read once and held, because
 * several need them: 180 MB at most. The LLM's matrices are not.
 */
export function officialTensors(
  checkpoint: ReadonlyMap<string, LazyTensor>,
  config: VideoPandaConfig,
): OfficialTensors {
  const named = new Map<string, Weight>();
  for (const [name, tensor] of checkpoint) {
    const plain = name.replace(/^model[.](?=video_(tower|projector)[.])/, '');
    named.set(plain, plain.startsWith('video_') || tensor.dims.length < 2 ? held(tensor) : tensor);
  }
  for (const [twin, name] of twins) {
    for (const [other, tensor] of checkpoint) {
      const plain = other.startsWith(twin) ? name + other.slice(twin.length) : null;
      if (plain !== null) named.delete(other);
      if (plain !== null && !named.has(plain)) named.set(plain, held(tensor));
    }
  }
  const wanted = tensorShapes(config);
  const unknown = [...named.keys()].filter(
    (name) => !wanted.has(name) && !ofTheTraining.test(name) && !counters.test(name),
  );
  return { tensors: namedTensors(named), unknown };
}

function held(tensor: LazyTensor): LazyTensor {
  let values: ReturnType<LazyTensor['read']> | undefined;
  return { type: tensor.type, dims: tensor.dims, read: () => (values ??= tensor.read()) };
}
