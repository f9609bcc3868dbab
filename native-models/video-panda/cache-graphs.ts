/**
 * The two graphs that keep a decoder's caches on a device (main/engine/decoder.ts, whose letters these shapes use). They hold
 * no weights and only move keys and values; they fit any decoder of the contract. Know no model.
 */
import { appendGraph, arrangeGraph, type DecoderShape } from '../../main/engine/decoder.ts';
import { GraphBuilder, WeightFile, writeOnnx } from '../onnx/index.ts';

type CacheShape = Pick<DecoderShape, 'layers' | 'heads' | 'headSize'>;

/** New positions behind the old ones. One layer at a time is taken out of what the decoder gave: a device binds few buffers at once. */
export function appendingCache({ heads: H, headSize: d, layers: L }: CacheShape): Uint8Array {
  const g = new GraphBuilder('append');
  const ofAllLayers = [L, 'B', H, d, 'S'] as const;
  const added = [
    g.input(appendGraph.keys, 'float32', ofAllLayers),
    g.input(appendGraph.values, 'float32', ofAllLayers),
  ];
  for (let layer = 0; layer < L; layer++) {
    for (const [part, all] of added.entries()) {
      const index = 2 * layer + part;
      const past = g.input(appendGraph.past(index), 'float32', ['B', H, d, 'M']);
      const fresh = g.gather(all, g.constant([layer], 'int64', []), 0); // [B, H, d, S]
      g.output(appendGraph.next(index), { value: g.concat([past, fresh], 3), type: 'float32', dims: ['B', H, d, 'N'] });
    }
  }
  return writeOnnx(g.graph, new WeightFile('append.weights'));
}

/** Rows of two blocks as one block: any rows, in any order, at one capacity. */
export function arrangedCache({ heads: H, headSize: d, layers: L }: CacheShape): Uint8Array {
  const g = new GraphBuilder('arrange');
  const firstSlots = g.input(arrangeGraph.firstSlots, 'int64', ['N']);
  const secondSlots = g.input(arrangeGraph.secondSlots, 'int64', ['N']);
  const rows = g.input(arrangeGraph.rows, 'int64', ['B']);
  for (let index = 0; index < 2 * L; index++) {
    const first = g.input(arrangeGraph.first(index), 'float32', ['R', H, d, 'M']);
    const second = g.input(arrangeGraph.second(index), 'float32', ["R'", H, d, "M'"]);
    const both = g.concat([g.gather(first, firstSlots, 3), g.gather(second, secondSlots, 3)], 0); // [R + R', H, d, N]
    const value = g.gather(both, rows, 0); // [B, H, d, N]
    g.output(arrangeGraph.next(index), { value, type: 'float32', dims: ['B', H, d, 'N'] });
  }
  return writeOnnx(g.graph, new WeightFile('arrange.weights'));
}
