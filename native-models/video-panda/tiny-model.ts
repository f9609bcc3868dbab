/** A model small enough for a test, with weights from the portable generator: it says nothing sensible. Knows no test. */
import { officialConfig, type VideoPandaConfig, type VisionConfig } from './config.ts';
import { portableValues } from './portable-generator.ts';
import { tensorShapes } from './tensor-shapes.ts';
import { namedTensors, type NamedTensors } from './weights.ts';

export function tinyConfig(vision: Partial<VisionConfig> = {}): VideoPandaConfig {
  return {
    ...officialConfig,
    vision: {
      ...officialConfig.vision,
      imageSize: 32,
      patchSize: 4,
      hiddenSize: 16,
      lsteSize: 10,
      heads: 4,
      gstraHeads: 4,
      ...vision,
    },
    llm: {
      ...officialConfig.llm,
      hiddenSize: 24,
      intermediateSize: 40,
      layers: 2,
      heads: 3,
      vocabSize: 64,
      maxPositions: 512,
    },
  };
}

/** Weights of a size that leaves no branch negligible. */
export function portableModel(config: VideoPandaConfig): NamedTensors {
  const scales = /(running_var|(ln_.|[qv]\.0|proj\.0|pos_embed\.0|norm)\.weight)$/;
  return namedTensors(
    new Map(
      [...tensorShapes(config)].map(([name, dims]) => {
        const offset = scales.test(name) && !name.startsWith('video_projector') ? 1 : 0;
        const count = dims.reduce((product, dim) => product * dim, 1);
        return [name, { type: 'float32', dims, data: portableValues(name, count, { offset, a: 0.5 }) }];
      }),
    ),
  );
}
