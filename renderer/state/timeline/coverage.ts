/** Which parts of a video have text, and whether a person has decided on it. Knows no element. */
import type { Span, Us } from '../../../main/document/time.ts';

export type Covered = 'decided' | 'suggested' | 'none';

export interface CoveredPart extends Span {
  readonly covered: Covered;
}

interface Text extends Span {
  readonly decided: boolean;
}

/** All of the video in parts, by time; where several texts lie over each other, a decided one counts. */
export function coverageOf(texts: readonly Text[], endUs: Us): CoveredPart[] {
  const edges = [...new Set([0, endUs, ...texts.flatMap(({ fromUs, toUs }) => [fromUs, toUs])])]
    .filter((us) => us >= 0 && us <= endUs)
    .sort((a, b) => a - b);
  const beginning = Map.groupBy(texts, ({ fromUs }) => Math.max(0, fromUs));
  const ending = Map.groupBy(texts, ({ toUs }) => toUs);
  const over = { decided: 0, suggested: 0 };
  const count = (some: readonly Text[] | undefined, by: 1 | -1) => {
    for (const { decided } of some ?? []) over[decided ? 'decided' : 'suggested'] += by;
  };
  const parts: CoveredPart[] = [];
  for (const [index, fromUs] of edges.slice(0, -1).entries()) {
    const toUs = edges[index + 1] as Us;
    if (fromUs > 0) count(ending.get(fromUs), -1);
    count(beginning.get(fromUs), 1);
    const covered = over.decided > 0 ? 'decided' : over.suggested > 0 ? 'suggested' : 'none';
    const last = parts.at(-1);
    if (last?.covered === covered) parts[parts.length - 1] = { ...last, toUs };
    else parts.push({ fromUs, toUs, covered });
  }
  return parts;
}

/** 0 to 1. */
export function shareOf(parts: readonly CoveredPart[], covered: Covered): number {
  const lengthUs = (some: readonly CoveredPart[]) => some.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0);
  return lengthUs(parts.filter((part) => part.covered === covered)) / Math.max(1, lengthUs(parts));
}
