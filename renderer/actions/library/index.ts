import type { Action } from '../action.ts';
import {
  acceptSuggestions,
  assignVideos,
  excludeVideos,
  flagVideos,
  generateForVideos,
  includeVideos,
  rejectSuggestions,
  removeVideos,
} from './bulk.ts';
import { searchActions } from './search.ts';
import {
  addVideos,
  lookAgain,
  markAll,
  markVideo,
  moveRoot,
  nextVideo,
  openVideo,
  previousVideo,
  relink,
  unmarkAll,
} from './videos.ts';

export const libraryActions: readonly Action[] = [
  nextVideo,
  previousVideo,
  openVideo,
  markVideo,
  markAll,
  unmarkAll,
  addVideos,
  generateForVideos,
  acceptSuggestions,
  rejectSuggestions,
  flagVideos,
  assignVideos,
  excludeVideos,
  includeVideos,
  removeVideos,
  lookAgain,
  relink,
  moveRoot,
  ...searchActions,
];
