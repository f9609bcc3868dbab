/**
 * STAB and the projector as the official code computes them, in float64 and one token at a time: nothing folded, nothing left
 * out but what the ablation switches take away. Slow, for tests on tiny models. Written from the equations and not from
 * the graph, so that the two can be compared. Knows no graph.
 */
import { gelu } from '../gelu.ts';
import type { VisionConfig } from '../config.ts';

type Token = Float64Array;
type Values = (tensor: string) => ArrayLike<number>;
/** frame, row, column */
type Tokens = Token[][][];

/** The patches that a frame's mask covers; none: the frame is zeros. */
export type Covered =
  { readonly rows: readonly [number, number]; readonly columns: readonly [number, number] } | undefined;

export interface ReferenceClip {
  readonly pixels: ArrayLike<number>;
  readonly covered: readonly Covered[];
}

export interface ReferenceFrame {
  readonly pre: Token[];
  readonly post: Token[];
}

export function referenceFrames(
  { vision, width: D, values: of }: { vision: VisionConfig; width: number; values: Values },
  { pixels, covered }: ReferenceClip,
): ReferenceFrame[] {
  const { hiddenSize: C, chunk: T, downsample } = vision;
  const patches = patchTokens(of, vision, pixels);
  const early = vision.lsdPosition === 'before-lste';
  const all = early ? patches.map((frame) => downsampleFrame(of, vision, frame)) : patches;
  const frames: ReferenceFrame[] = [];
  for (let first = 0; first < all.length; first += T) {
    const x0 = all.slice(first, first + T);
    const x2 = vision.lste ? positionEncoded(of, locallyEncoded(of, vision, x0), C) : x0;
    const video = vision.gstra ? contextOfChunk(of, vision, x2.flat(2)) : undefined;
    x2.forEach((frame, t) => {
      const x3 = frame.map((row, y) => row.map((token, x) => plus(token, x0[t]?.[y]?.[x])));
      const kept = crop(x3, covered[first + t], early ? downsample : 1);
      const z = early ? kept : downsampleFrame(of, vision, kept);
      const own = vision.fsra ? contextOfFrame(of, vision, z.flat()) : undefined;
      const row = vision.row ? [Float64Array.from(of('video_tower.split_embedding'))] : [];
      const pre = [fused(of, C, { video, own }), ...z.flatMap((line) => [...line, ...row])];
      frames.push({ pre, post: pre.map((token) => projected(of, token, D)) });
    });
  }
  return frames;
}

function patchTokens(
  of: Values,
  { imageSize: S, patchSize: p, hiddenSize: C, frames: F }: VisionConfig,
  pixels: ArrayLike<number>,
): Tokens {
  const weight = of('video_tower.patch_embedding.weight');
  const n = S / p;
  return grid3(F, n, n, (f, row, column) =>
    token(C, (c) => {
      let sum = 0;
      for (let channel = 0; channel < 3; channel++) {
        for (let y = 0; y < p; y++) {
          for (let x = 0; x < p; x++) {
            const pixel = at(pixels, ((f * 3 + channel) * S + row * p + y) * S + column * p + x);
            sum += pixel * at(weight, ((c * 3 + channel) * p + y) * p + x);
          }
        }
      }
      return sum;
    }),
  );
}

/** X1 = X0 + L(X0) */
function locallyEncoded(of: Values, { hiddenSize: C, lsteSize: L }: VisionConfig, x0: Tokens): Tokens {
  const layer = (index: number, name: string) => of(`video_tower.lmhra1.pos_embed.${index}.${name}`);
  const narrow = map3(x0, (x) => {
    const normed = token(C, (c) => {
      const deviation = Math.sqrt(at(layer(0, 'running_var'), c) + 1e-5);
      return (
        ((at(x, c) - at(layer(0, 'running_mean'), c)) / deviation) * at(layer(0, 'weight'), c) + at(layer(0, 'bias'), c)
      );
    });
    return times(layer(1, 'weight'), normed, L, layer(1, 'bias'));
  });
  const mixed = grid3(x0.length, x0[0]?.length ?? 0, x0[0]?.[0]?.length ?? 0, (t, y, x) =>
    token(L, (c) => {
      let sum = at(layer(2, 'bias'), c);
      for (let tap = 0; tap < 3; tap++)
        sum += at(layer(2, 'weight'), c * 3 + tap) * (narrow[t + tap - 1]?.[y]?.[x]?.[c] ?? 0);
      return sum;
    }),
  );
  return map3(mixed, (m, t, y, x) => plus(times(layer(3, 'weight'), m, C, layer(3, 'bias')), x0[t]?.[y]?.[x]));
}

/** X2 = X1 + DPE(X1) */
function positionEncoded(of: Values, x1: Tokens, C: number): Tokens {
  const [weight, bias] = [of('video_tower.dpe.weight'), of('video_tower.dpe.bias')];
  return map3(x1, (own, t, y, x) =>
    token(C, (c) => {
      let sum = at(own, c) + at(bias, c);
      for (let k = 0; k < 27; k++) {
        const [dt, dy, dx] = [Math.floor(k / 9) - 1, (Math.floor(k / 3) % 3) - 1, (k % 3) - 1];
        sum += at(weight, c * 27 + k) * (x1[t + dt]?.[y + dy]?.[x + dx]?.[c] ?? 0);
      }
      return sum;
    }),
  );
}

/** GSTRA */
function contextOfChunk(of: Values, { hiddenSize: C, gstraHeads }: VisionConfig, tokens: Token[]): Token {
  const dec = (name: string) => of(`video_tower.dec.${name}`);
  const norm = (x: ArrayLike<number>, name: string) => layerNormed(x, dec(`${name}.weight`), dec(`${name}.bias`));
  const part = (which: number, x: Token) => {
    const [weight, bias] = [Array.from(dec('attn.in_proj_weight')), Array.from(dec('attn.in_proj_bias'))];
    return times(weight.slice(which * C * C, (which + 1) * C * C), x, C, bias.slice(which * C, (which + 1) * C));
  };
  const cls = Float64Array.from(of('video_tower.temporal_cls_token'));
  const y = tokens.map((x) => norm(x, 'ln_3'));
  const seen = attention({
    q: part(0, norm(cls, 'ln_1')),
    k: y.map((x) => part(1, x)),
    v: y.map((x) => part(2, x)),
    heads: gstraHeads,
    scale: 1 / Math.sqrt(C / gstraHeads),
  });
  const attended = plus(cls, times(dec('attn.out_proj.weight'), seen, C, dec('attn.out_proj.bias')));
  const wide = times(dec('mlp.c_fc.weight'), norm(attended, 'ln_2'), 4 * C, dec('mlp.c_fc.bias'));
  const active = wide.map((x) => x / (1 + Math.exp(-1.702 * x)));
  return plus(attended, times(dec('mlp.c_proj.weight'), active, C, dec('mlp.c_proj.bias')));
}

function crop(frame: Token[][], covered: Covered, divisor: number): Token[][] {
  const half = frame.length / 2;
  const [[top, bottom], [left, right]] = covered
    ? [covered.rows.map((row) => row / divisor), covered.columns.map((column) => column / divisor)]
    : [
        [0, half],
        [0, half],
      ];
  return frame.slice(top, bottom).map((row) => row.slice(left, right));
}

/** LSD */
function downsampleFrame(
  of: Values,
  { hiddenSize: C, heads, downsample: n, lsd }: VisionConfig,
  frame: Token[][],
): Token[][] {
  const [height, width] = [frame.length / n, (frame[0]?.length ?? 0) / n];
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) => {
      const lines = frame.slice(row * n, (row + 1) * n);
      const window = lines.flatMap((line) => line.slice(column * n, (column + 1) * n));
      const mean = token(C, (c) => window.reduce((sum, x) => sum + at(x, c), 0) / window.length);
      return lsd === 'average' ? mean : attendedBy(of, { query: mean, tokens: window, name: 'local_attention', heads });
    }),
  );
}

/** FSRA */
function contextOfFrame(of: Values, { heads }: VisionConfig, tokens: Token[]): Token {
  const query = Float64Array.from(of('video_tower.class_embedding'));
  return attendedBy(of, { query, tokens, name: 'global_attention', heads });
}

/** query + W_p Attn(query, tokens) + b, with a scale of the whole width */
function attendedBy(
  of: Values,
  { query, tokens, name, heads }: { query: Token; tokens: Token[]; name: string; heads: number },
): Token {
  const C = query.length;
  const tensor = (part: string) => of(`video_tower.${name}.${part}`);
  const both = tokens.map((x) => {
    const kv = times(tensor('kv.1.weight'), layerNormed(x, tensor('kv.0.weight'), tensor('kv.0.bias')), 2 * C);
    return { k: kv.slice(0, C), v: kv.slice(C) };
  });
  const q = times(tensor('q.1.weight'), layerNormed(query, tensor('q.0.weight'), tensor('q.0.bias')), C);
  const seen = attention({ q, k: both.map(({ k }) => k), v: both.map(({ v }) => v), heads, scale: C ** -0.5 });
  return plus(query, times(tensor('proj.weight'), seen, C, tensor('proj.bias')));
}

function fused(of: Values, C: number, { video, own }: { video: Token | undefined; own: Token | undefined }): Token {
  const mixed = token(C, (c) => {
    if (!video || !own) return at(video ?? own ?? [], c);
    const share = 1 / (1 + Math.exp(-at(of('video_tower.balance'), c)));
    return (1 - share) * at(video, c) + share * at(own, c);
  });
  const normed = layerNormed(mixed, of('video_tower.proj.0.weight'), of('video_tower.proj.0.bias'));
  return times(of('video_tower.proj.2.weight'), normed, C, of('video_tower.proj.2.bias'));
}

function projected(of: Values, x: Token, D: number): Token {
  const wide = times(of('video_projector.0.weight'), x, D, of('video_projector.0.bias')).map(gelu);
  return times(of('video_projector.2.weight'), wide, D, of('video_projector.2.bias'));
}

interface Attended {
  readonly q: Token;
  readonly k: Token[];
  readonly v: Token[];
  readonly heads: number;
  readonly scale: number;
}

function attention({ q, k, v, heads, scale }: Attended): Token {
  const width = q.length / heads;
  const shares = Array.from({ length: heads }, (_, head) => {
    const scores = k.map((key) => {
      let sum = 0;
      for (let c = head * width; c < (head + 1) * width; c++) sum += at(q, c) * at(key, c);
      return sum * scale;
    });
    const highest = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - highest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  });
  return token(q.length, (c) =>
    v.reduce((sum, x, n) => sum + at(x, c) * (shares[Math.floor(c / width)]?.[n] ?? Number.NaN), 0),
  );
}

function layerNormed(x: ArrayLike<number>, weight: ArrayLike<number>, bias: ArrayLike<number>): Token {
  const values = Float64Array.from(x);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.map((value, c) => ((value - mean) / Math.sqrt(variance + 1e-5)) * at(weight, c) + at(bias, c));
}

function times(matrix: ArrayLike<number>, x: Token, rows: number, bias?: ArrayLike<number>): Token {
  return token(rows, (row) =>
    x.reduce((sum, value, column) => sum + value * at(matrix, row * x.length + column), bias ? at(bias, row) : 0),
  );
}

function plus(a: Token, b: Token | undefined): Token {
  return a.map((value, c) => value + at(b ?? [], c));
}

function token(length: number, of: (c: number) => number): Token {
  return Float64Array.from({ length }, (_, c) => of(c));
}

function grid3(frames: number, rows: number, columns: number, of: (t: number, y: number, x: number) => Token): Tokens {
  const each = <Item>(length: number, make: (index: number) => Item) =>
    Array.from({ length }, (_, index) => make(index));
  return each(frames, (t) => each(rows, (y) => each(columns, (x) => of(t, y, x))));
}

function map3(tokens: Tokens, of: (x: Token, t: number, y: number, x_: number) => Token): Tokens {
  return tokens.map((frame, t) => frame.map((row, y) => row.map((x, column) => of(x, t, y, column))));
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}
