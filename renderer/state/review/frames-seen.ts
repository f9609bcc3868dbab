/** The frames that the model saw of what stands, as pictures; none for those who are not to see what it said. */
import type { QueueItem } from '../../../main/contract/index.ts';
import { standingOf } from '../../../main/document/status.ts';
import type { Us } from '../../../main/document/time.ts';

export interface FrameSeen {
  readonly us: Us;
  readonly url: string;
}

export function framesSeen({ row, arm }: QueueItem): readonly FrameSeen[] {
  const { suggestion } = standingOf(row.texts);
  if (suggestion === null || (arm !== 'suggestion' && arm !== 'review')) return [];
  const { videoId } = row.texts.item;
  return suggestion.frames.timesUs.map((us) => ({ us, url: `pictures/${videoId}/at?us=${us}&h=54&exact=1` }));
}
