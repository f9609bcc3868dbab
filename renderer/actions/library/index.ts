import type { Action } from '../action.ts';
import { assignVideos, excludeVideos, flagVideos, generateForVideos, includeVideos, removeVideos } from './bulk.ts';
import { searchActions } from './search.ts';
import {
  addVideos,
  lookAgain,
  markAll,
  markVideo,
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
  flagVideos,
  assignVideos,
  excludeVideos,
  includeVideos,
  removeVideos,
  lookAgain,
  relink,
  ...searchActions,
];
