/**
 * STAB, the spatio-temporal alignment block (paper, fig. 3), with the projector behind it, as one graph: a clip's pixels in,
 * its visual tokens out. One function for each box; what the boxes compute stands in stab/. Knows no text and no files.
 *
 *   pixels -- patches -- LSTE -- DPE --+-- (+ patches) -- crop -- LSD --+------------------- projector -- rows -- tokens
 *                                      +-- GSTRA ----------+            +-- FSRA -- fusion ------+
 *                                                          +-----------------------+
 *
 * inputs   pixels   float32 [F, 3, S, S]   frames of a clip, chunks one after the other; real ones first, then zeros
 *          rows     int64 [2]              the patches [first, end) that a real frame covers; a whole number of windows
 *          columns  int64 [2]
 *          real     int64 [1]              k, how many frames are real
 * outputs  tokens   float32 [k, 1 + h (w + 1), D]
 *          padding  float32 [F - k, 1 + h' (w' + 1), D]   of the frames of zeros: h' = w' = half the square
 * and, where asked for, the same before the projector, [.., C]: `stab`, `stab_padding`.
 */
import { GraphBuilder, type Value } from '../onnx/index.ts';
import { zeroFrameSize, type VisionConfig } from './config.ts';
import { projectedOnce, projector } from './projector.ts';
import { coarser, groupsOf, windowIndices, type Crop } from './stab/crop.ts';
import { dynamicPositionEncoding } from './stab/dpe.ts';
import { frameSpatialAggregator } from './stab/fsra.ts';
import { fusion } from './stab/fusion.ts';
import { globalSpatioTemporalAggregator } from './stab/gstra.ts';
import { localSpatialDownsampling } from './stab/lsd.ts';
import { localSpatioTemporalEncoding } from './stab/lste.ts';
import { chunksOf, inside, type Part, type TokenGrid } from './stab/part.ts';
import { patchEmbedding } from './stab/patch-embedding.ts';
import { rows } from './stab/rows.ts';
import { GraphWeights, type NamedTensors, type Precision } from './weights.ts';

const rowToken = 'video_tower.split_embedding';

export interface StabModel {
  readonly vision: VisionConfig;
  /** D, the width of the LLM. */
  readonly width: number;
  readonly tensors: NamedTensors;
  readonly precision: Precision;
  /** What the graph gives; the tokens for the LLM where nothing is said. */
  readonly outputs?: readonly ('tokens' | 'stab')[];
}

export function stabGraph({ vision, width: D, tensors, precision, outputs = ['tokens'] }: StabModel): GraphBuilder {
  const { hiddenSize: C, frames: F, imageSize: S } = vision;
  const g = new GraphBuilder('stab');
  const part: Part = { g, weights: new GraphWeights(tensors, precision), vision };
  const pixels = g.input('pixels', 'float32', [F, 3, S, S]);
  const crops = cropsOf(g, vision);
  const groups = groupsOf(g, crops, vision.downsample);

  const patches = patchEmbedding(inside(part, 'patches'), pixels); // [B, T, H, W, C]
  const x0 = vision.lsdPosition === 'before-lste' ? downsampled(inside(part, 'lsd'), patches) : patches;
  const x2 = vision.lste ? encoded(part, x0) : x0; // [B, T, H, W, C]
  const video = vision.gstra ? globalSpatioTemporalAggregator(inside(part, 'gstra'), x2) : undefined; // g [B, C]
  const x3 = { side: x2.side, tokens: g.add(x2.tokens, x0.tokens) };
  const z = croppedTokens(part, x3, crops); // [N, C], the real frames' before the others'
  const frames = vision.fsra ? frameSpatialAggregator(inside(part, 'fsra'), z, groups) : undefined; // f [F, C]
  const context = fusion(inside(part, 'fusion'), { video, frames }); // s [F, C]

  if (outputs.includes('stab')) {
    const row = vision.row ? part.weights.plain(g, rowToken, [C]) : undefined;
    giveFrames(g, rows(g, { context, tokens: z, row, groups, width: C }), {
      names: ['stab', 'stab_padding'],
      width: C,
    });
  }
  if (outputs.includes('tokens')) {
    const last = { g: g.scope('projector'), weights: part.weights, from: C, to: D };
    const all = projector(last, g.concat([context, z], 0)); // [F + N, D]
    const row = vision.row ? projectedOnce(last, rowToken) : undefined;
    const [s, tokens] = [g.slice(all, [{ axis: 0, start: 0, end: F }]), g.slice(all, [{ axis: 0, start: F }])];
    giveFrames(g, rows(g, { context: s, tokens, row, groups, width: D }), { names: ['tokens', 'padding'], width: D });
  }
  return g;
}

function giveFrames(
  g: GraphBuilder,
  groups: readonly Value[],
  { names, width }: { names: string[]; width: number },
): void {
  for (const [index, value] of groups.entries()) {
    const name = names[index] ?? '';
    g.output(name, { value, type: 'float32', dims: [`${name}_frames`, `${name}_length`, width] });
  }
}

/** LSTE with its position encoding. */
function encoded(part: Part, x0: TokenGrid): TokenGrid {
  return dynamicPositionEncoding(inside(part, 'dpe'), localSpatioTemporalEncoding(inside(part, 'lste'), x0));
}

/** LSD over all windows of the square, padding too, as the ablation of table 8 has it: [B, T, H / 2, W / 2, C] */
function downsampled(part: Part, { tokens, side }: TokenGrid): TokenGrid {
  const { g, vision } = part;
  const { hiddenSize: C, chunk: T, frames: F, downsample } = vision;
  const [frames, all] = [g.ints([0, F]), g.ints([0, side])];
  const windows = windowsOf(
    part,
    { tokens, side },
    { crops: [{ frames, rows: all, columns: all }], window: downsample },
  );
  const half = side / downsample;
  return {
    tokens: g.reshape(localSpatialDownsampling(part, windows), [chunksOf(vision), T, half, half, C]),
    side: half,
  };
}

/** LSD on what the crops keep; where LSD came first, only the crops. [N, C] */
function croppedTokens(part: Part, grid: TokenGrid, crops: readonly Crop[]): Value {
  const { g, vision } = part;
  const { downsample, hiddenSize: C } = vision;
  if (vision.lsdPosition === 'after-lste') {
    return localSpatialDownsampling(inside(part, 'lsd'), windowsOf(part, grid, { crops, window: downsample }));
  }
  const tokenCrops = crops.map((crop) => coarser(g, crop, downsample));
  return g.reshape(windowsOf(part, grid, { crops: tokenCrops, window: 1 }), [-1, C]);
}

/** [N, window window, C] */
function windowsOf(
  { g, vision }: Part,
  { tokens, side }: TokenGrid,
  { crops, window }: { crops: readonly Crop[]; window: number },
): Value {
  const indices = crops.map((crop) => windowIndices(g, crop, { side, window }));
  return g.gather(g.reshape(tokens, [-1, vision.hiddenSize]), g.concat(indices, 0), 0);
}

/** The real frames' crop, which the inputs say, and that of the frames of zeros. */
function cropsOf(g: GraphBuilder, vision: VisionConfig): Crop[] {
  const rowSpan = g.input('rows', 'int64', [2]);
  const columnSpan = g.input('columns', 'int64', [2]);
  const real = g.input('real', 'int64', [1]);
  const kept = g.ints([0, zeroFrameSize(vision)]);
  return [
    { frames: g.concat([g.ints([0]), real], 0), rows: rowSpan, columns: columnSpan },
    { frames: g.concat([real, g.ints([vision.frames])], 0), rows: kept, columns: kept },
  ];
}
