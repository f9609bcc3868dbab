/**
 * A LLaMA decoder with the weights of the goldens' generator, written as files: for tests and benchmarks, any size.
 * Knows the goldens' rules for these weights; no engine.
 *
 * Rules: the note in goldens/llama/golden.json.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DecoderSource } from '../../main/engine/index.ts';
import { halvesOf, WeightFile, writeOnnx, type Weight } from '../onnx/index.ts';
import { decoderShapeOf, llamaDecoder, llamaEmbeddings, type LlamaConfig, type LlamaWeights } from './llama.ts';
import { portableValues } from './portable-generator.ts';

/** Writes decoder.onnx, embeddings.onnx and decoder.weights into the folder; gives what the engine loads. */
export function writePortableLlama(
  folder: string,
  { config, prefix, type = 'float32' }: { config: LlamaConfig; prefix: string; type?: 'float32' | 'float16' },
): DecoderSource {
  const weights = portableWeights(config, { prefix, type });
  const file = new WeightFile('decoder.weights');
  const source = {
    decoder: join(folder, 'decoder.onnx'),
    embeddings: join(folder, 'embeddings.onnx'),
    shape: decoderShapeOf(config),
  };
  writeFileSync(source.decoder, writeOnnx(llamaDecoder(config, weights).graph, file));
  writeFileSync(source.embeddings, writeOnnx(llamaEmbeddings(config, weights).graph, file));
  writeFileSync(join(folder, file.name), Buffer.concat([...file.chunks()]));
  return source;
}

/** Each is made when it is read. */
export function portableWeights(
  config: LlamaConfig,
  { prefix, type = 'float32' }: { prefix: string; type?: 'float32' | 'float16' },
): LlamaWeights {
  const made = new Map<string, Weight>();
  const weightOf = (name: string): Weight => {
    const known = made.get(name);
    if (known) return known;
    const { dims, offset, a } = ruleOf(name, config);
    const count = dims.reduce((product, size) => product * size, 1);
    const values = () => portableValues(prefix + name, count, { offset, a });
    const weight: Weight = { type, dims, read: () => (type === 'float16' ? halvesOf(values()) : values()) };
    made.set(name, weight);
    return weight;
  };
  return { plain: weightOf, linear: weightOf };
}

/** The first rule whose part stands in the name; norms before the rest, for `post_attention_layernorm`. */
function ruleOf(name: string, { hiddenSize: D, intermediateSize: I, vocabSize: V }: LlamaConfig) {
  const rules = [
    { part: 'norm', dims: [D], offset: 1, a: 0.1 },
    { part: 'embed_tokens', dims: [V, D], offset: 0, a: 1 },
    { part: 'lm_head', dims: [V, D], offset: 0, a: 0.2 },
    { part: 'down_proj', dims: [D, I], offset: 0, a: 0.12 },
    { part: 'mlp', dims: [I, D], offset: 0, a: 0.12 },
    { part: 'self_attn', dims: [D, D], offset: 0, a: 0.15 },
  ];
  const rule = rules.find(({ part }) => name.includes(part));
  if (!rule) throw new Error(`LLaMA has no tensor ${name}`);
  return rule;
}
