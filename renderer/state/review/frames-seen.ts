/** The frames that the model saw of what stands, as pictures; none for those who are not to see what it said. */
import type { QueueItem } from '../../../main/contract/index.ts';
import { standingOf } from '../../../main/document/status.ts';
import type { Us } from '../../../main/document/time.ts';

export function framesSeen({ row, arm }: QueueItem): readonly { readonly us: Us; readonly url: string }[] {
  const { suggestion } = standingOf(row.texts);
  if (suggestion === null || (arm !== 'suggestion' && arm !== 'review')) return [];
  const { videoId } = row.texts.item;
  return suggestion.frames.timesUs.map((us) => ({ us, url: `pictures/${videoId}/at?us=${us}&h=54` }));
}
