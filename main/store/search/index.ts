/** What is derived from the records, so that they can be searched, and searching it. */
export { ITEM_ORDERS } from './orders.ts';
export type { ItemOrder } from './orders.ts';
export { factFaults, rebuildFacts, refreshItemFacts } from './facts.ts';
export {
  countFoundItems,
  countFoundVideos,
  everyItem,
  everyVideo,
  placeOfVideo,
  searchItems,
  searchVideos,
} from './search.ts';
export type { FoundItem, FoundVideo } from './search.ts';
export { countDone, countQueue, queueItems } from './queues.ts';
export type { QueueName } from './queues.ts';
