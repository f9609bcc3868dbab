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
  const parts: CoveredPart[] = [];
  for (const [index, fromUs] of edges.slice(0, -1).entries()) {
    const toUs = edges[index + 1] as Us;
    const over = texts.filter((text) => text.fromUs <= fromUs && text.toUs >= toUs);
    const covered = over.some(({ decided }) => decided) ? 'decided' : over.length > 0 ? 'suggested' : 'none';
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
