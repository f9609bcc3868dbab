/**
 * Attention of one fixed query over many tokens (GSTRA and FSRA). The query is a weight, so W_k is folded into it when the
 * graph is written; W_v is applied after the weighted sum, to one token instead of thousands:
 *
 *   softmax_n(q . W_k n) . W_v n  =  W_v (softmax_n((W_k^T q) . n) . n)          head by head; a bias of k cancels in the softmax
 *
 * Knows neither box.
 */
import type { Value } from '../../onnx/index.ts';
import type { Part } from './part.ts';

/** tokens [N, n, C], normalised; query W_k^T q [C, heads], scaled -> the weighted sum of each n, head by head: [N, heads, C] */
export function seenByQuery({ g }: Part, tokens: Value, query: Value): Value {
  const scores = g.matMul(tokens, query); // [N, n, heads]
  const shares = g.transpose(g.softmax(scores, 1), [0, 2, 1]); // [N, heads, n]
  return g.matMul(shares, tokens);
}

/** seen [N, heads, C]; W_v head by head [heads, C, C / heads] -> [N, C] */
export function valuesOfSeen({ g, vision }: Part, seen: Value, values: Value): Value {
  const byHead = g.matMul(g.unsqueeze(seen, [2]), values); // [N, heads, 1, C / heads]
  return g.reshape(byHead, [-1, vision.hiddenSize]);
}
