/** What a click or a key in the library does to a row: it is gone to, or marked as well. Knows no component. */
import type { App } from '../../state/app.svelte.ts';
import { Videos } from '../../state/videos.svelte.ts';

export function moveTo(app: App, index: number, event: Event): void {
  const videos = app.of(Videos);
  const { shiftKey, ctrlKey, metaKey } = event as MouseEvent;
  const told = (work: Promise<void>) => work.catch((error: unknown) => app.report(error));
  if (shiftKey) void told(videos.marks.extend(index));
  else if (event.type === 'click' && (app.mac ? metaKey : ctrlKey)) void told(videos.marks.toggle(index));
  else videos.marks.begin(index);
  void told(videos.select(index));
}
