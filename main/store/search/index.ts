/** What is derived from the records, so that they can be searched, and searching it. */
export { factFaults, rebuildFacts, refreshItemFacts } from './facts.ts';
export { searchSchema } from './schema.ts';
export { countFoundItems, countFoundVideos, everyItem, everyVideo, searchItems, searchVideos } from './search.ts';
export type { FoundItem, FoundVideo, Page } from './search.ts';
