/** The door of this room: project files, made, opened, read and changed. */
export { createProject } from './creating.ts';
export { openProject } from './opening.ts';
export { ProjectStore } from './project-store.ts';
export type { CheckReport } from './checking.ts';
export type { RunSum } from './runs.ts';
export type { TimeAtItem } from './video-texts.ts';
export { countItems, glanceAtItems, valuesInUse } from './search/counts.ts';

export {
  countFoundItems,
  countFoundVideos,
  countDone,
  countQueue,
  everyItem,
  everyVideo,
  ITEM_ORDERS,
  placeOfVideo,
  queueItems,
  searchItems,
  searchVideos,
} from './search/index.ts';
export type { FoundItem, FoundVideo, ItemOrder, QueueName } from './search/index.ts';
