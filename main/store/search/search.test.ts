import { afterAll, describe, expect, test } from 'vitest';
import { queryOf } from '../../document/query/index.ts';
import type { CommentId, SegmentId } from '../../document/ids.ts';
import type { Item } from '../../document/records.ts';
import { create, makeCaption, makeResponse, makeRoot, makeSuggestion, makeVideo, projectsUntil } from '../made-project.ts';
import type { ProjectStore } from '../project-store.ts';
import { countFoundItems, countFoundVideos, everyItem, searchItems, searchVideos } from './search.ts';
import type { ItemOrder } from './orders.ts';

const makeProject = projectsUntil(afterAll);

test('x', () => {
  const { store, actor } = makeProject();
  const root = makeRoot(store);
  const video = makeVideo(store, root.id, 'a/b 2.mp4');
  const item = makeCaption(store, video.id);
  const suggestion = makeSuggestion(store, item.id, 'a red car 빨간 자동차가');
  store.write({ actor, label: 'add-videos' }, [create('root', root), create('video', video), create('item', item), create('suggestion', suggestion)]);
  console.log(searchItems(store, { query: queryOf('status:suggested 자동차 "red car" path:b'), limit: 10 }));
  console.log(searchVideos(store, { query: queryOf('status:suggested 자동차 "red car" path:b'), limit: 10 }));
});
