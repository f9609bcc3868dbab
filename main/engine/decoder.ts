/**
 * The contract of a decoder graph: what the engine feeds it and what it gets back. A model's author writes a graph that keeps it; the
 * engine runs any that does. Knows nothing of how the graph computes, nor of any model.
 *
 * One run reads S new tokens of each of B sequences. A sequence attends to three stretches, in this order:
 *   shared   a prefix that several sequences have in common: G prefixes of up to P positions, each read once for all its sequences
 *   own      what only this sequence has read so far, up to M positions
 *   new      the tokens of this run, each up to itself
 * Caches are inputs only: the graph returns the new rows and the caller writes them where they belong, so nothing long is ever copied.
 *
 * inputs   embeddings    float32 [B, S, D]      the new tokens; sequences with fewer than S end in padding
 *          positions     int64   [B, S]         their places in the whole sequence, prefix included
 *          last          int64   [B]            whose logits are wanted: flat index into the B S tokens
 *          bias          float32 [B, 1, S, M+S] added to the scores over own and new: 0 or -Infinity (never all of a row)
 *          own_keys.l, own_values.l        float32 [B, H, d, M]   of layer l; M >= 1
 *          shared_keys.l   float32 [G, H N, d, K]  of layer l: N stretches of K positions a head, N K = P >= 1
 *          shared_values.l float32 [G, H, d, P]
 *          shared_bias   float32 [G, 1, 1, P]   added to the scores over shared: -Infinity past a shorter prefix's end
 *          group_tokens  int64   [G, T]         which tokens (of the B S) belong to each prefix; padding repeats any
 *          token_places  int64   [B S]          where each token stands among those G T
 * outputs  logits        float32 [B, V]
 *          keys, values  float32 [L, B, H, d, S]  the new rows of all layers, keys after RoPE
 *
 * Beside it stands the embeddings graph: ids int64 [N] -> embeddings float32 [N, D].
 *
 * Where caches stay on a device two more graphs keep them (device-cache.ts); `i` counts keys and values of layer 0, then of layer 1, ...
 *   append    past.i [B, H, d, M], keys and values as above                        -> next.i [B, H, d, M+S]
 *   arrange   first.i [R, H, d, M], second.i [R', H, d, M'],
 *             first_slots and second_slots int64 [N], rows int64 [B] of the R + R'  -> next.i [B, H, d, N]
 */

/** The sizes the engine has to know. Everything else about a decoder is its graph's business. */
export interface DecoderShape {
  readonly layers: number;
  /** H. Keys and values have as many heads as queries. */
  readonly heads: number;
  /** d */
  readonly headSize: number;
  /** D */
  readonly hiddenSize: number;
  /** V */
  readonly vocabSize: number;
  readonly maxPositions: number;
}

export const decoderInputs = {
  embeddings: 'embeddings',
  positions: 'positions',
  last: 'last',
  bias: 'bias',
  ownKeys: (layer: number) => `own_keys.${layer}`,
  ownValues: (layer: number) => `own_values.${layer}`,
  sharedKeys: (layer: number) => `shared_keys.${layer}`,
  sharedValues: (layer: number) => `shared_values.${layer}`,
  sharedBias: 'shared_bias',
  groupTokens: 'group_tokens',
  tokenPlaces: 'token_places',
} as const;

export const decoderOutputs = {
  logits: 'logits',
  keys: 'keys',
  values: 'values',
} as const;

export const embeddingsGraph = { ids: 'ids', embeddings: 'embeddings' } as const;

export const appendGraph = {
  past: (index: number) => `past.${index}`,
  keys: 'keys',
  values: 'values',
  next: (index: number) => `next.${index}`,
} as const;

export const arrangeGraph = {
  first: (index: number) => `first.${index}`,
  second: (index: number) => `second.${index}`,
  firstSlots: 'first_slots',
  secondSlots: 'second_slots',
  rows: 'rows',
  next: (index: number) => `next.${index}`,
} as const;
