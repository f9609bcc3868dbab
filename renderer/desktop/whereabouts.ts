/** Where a person is in the window, so that it is found again after a restart. Knows no shell. */
import type { Whereabouts } from '../../main/contract/desktop.ts';
import type { ItemId, SegmentId, VideoId } from '../../main/document/ids.ts';
import type { App } from '../state/app.svelte.ts';
import { PLACES } from '../state/place.ts';

export function whereaboutsOf(app: App): Whereabouts {
  const { videoId, segmentId, itemId } = app.selection;
  return {
    project: app.session.open?.path ?? null,
    place: { screen: app.place, query: app.query, videoId, segmentId, itemId },
  };
}

/** What is gone meanwhile is left aside by the panels, as anything that somebody else took away. */
export function goBackTo(app: App, { screen, query, videoId, segmentId, itemId }: Whereabouts['place']): void {
  const place = PLACES.find((name) => name === screen);
  if (place !== undefined) app.go(place);
  app.query = query ?? '';
  if (videoId) {
    app.selection.pick({
      videoId: videoId as VideoId,
      segmentId: (segmentId ?? null) as SegmentId | null,
      itemId: (itemId ?? null) as ItemId | null,
    });
  }
}
