/** The videos of the open project. */
import type { LookEvent, RelinkEvent, VideoDetail } from '../../contract/library.ts';
import type { PersonId, VideoId } from '../../document/ids.ts';
import { queryOf } from '../../document/query/index.ts';
import type { Video } from '../../document/records.ts';
import { countFoundVideos, placeOfVideo, searchVideos } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { countWithVideos, excludeVideos, flagVideos, removeVideos } from '../library/change-videos.ts';
import { mapRoot } from '../library/map-root.ts';
import { observeVideos, pathOfVideo } from '../library/observe.ts';
import { relink } from '../library/relink.ts';
import { wantedVideos } from '../library/wanted-videos.ts';
import { addStream } from './add-stream.ts';
import type { Base } from './base.ts';
import { actorOf, personOf } from './context.ts';
import type { Desk } from './context.ts';
import { hostPath } from './host-path.ts';
import { recordIn } from './gone.ts';
import { filmStrip, frameTimes, playing, shots, waveform } from './playback.ts';
import { telling } from './telling.ts';
import { videoRows } from './video-rows.ts';
import { visibleTexts } from './visible-texts.ts';

type Wanted = { readonly videoIds: readonly VideoId[] } | { readonly query: string };

export function libraryPart({ library: base }: Base, desk: Desk) {
  const store = (): ProjectStore => desk.project.store;

  return base.router({
    search: base.search.handler(({ input }) => {
      const query = queryOf(input.query);
      const { found } = searchVideos(store(), { query, order: input.order, limit: input.limit, skip: input.from });
      const ids = found.map(({ videoId }) => videoId);
      return { rows: videoRows(store(), ids), total: countFoundVideos(store(), query) };
    }),
    place: base.place.handler(({ input }) => {
      const query = queryOf(input.query);
      return { index: placeOfVideo(store(), { ...input, query }), total: countFoundVideos(store(), query) };
    }),
    row: base.row.handler(({ input }) => videoRows(store(), [input.videoId])[0] ?? null),
    get: base.get.handler(({ input, context }) => detailOf(store(), input.videoId, personOf(desk, context).id)),

    add: base.add.handler(({ input, context, signal }) => {
      const { project } = desk;
      const actor = actorOf(desk, context);
      return project.holdStream(
        addStream(project, { named: input.paths.map(hostPath), actor, ffmpeg: desk.ffmpeg }, signal),
      );
    }),

    exclude: base.exclude.handler(async ({ input, context }) => {
      const { project } = desk;
      const how = { excluded: input.excluded, actor: actorOf(desk, context) };
      return (await project.hold(excludeVideos(project.store, videosIn(project.store, input.videos), how))).length;
    }),
    flag: base.flag.handler(async ({ input, context }) => {
      const { project } = desk;
      const how = { flag: input.flag, actor: actorOf(desk, context) };
      return (await project.hold(flagVideos(project.store, videosIn(project.store, input.videos), how))).length;
    }),
    countRemoval: base.countRemoval.handler(({ input }) => countWithVideos(store(), videosIn(store(), input.videos))),
    remove: base.remove.handler(({ input, context }) =>
      removeVideos(store(), videosIn(store(), input.videos), actorOf(desk, context)),
    ),

    look: base.look.handler(({ input, signal }) => {
      const { project } = desk;
      const videos = videosIn(project.store, input.videos);
      const stream = telling<LookEvent>(project.signalWith(signal), async (tell, ended) => {
        const counts = { looked: 0, missing: 0, unusable: 0 };
        const onProgress = ({ looked, states, unusable }: Awaited<ReturnType<typeof observeVideos>>): void => {
          Object.assign(counts, { looked, missing: states.missing, unusable });
          tell({ event: 'progress', ...counts });
        };
        await observeVideos(project.store, { videos, ffmpeg: desk.ffmpeg, signal: ended, onProgress });
        tell({ event: 'done', ...counts });
      });
      return project.holdStream(stream);
    }),
    relink: base.relink.handler(({ input, context, signal }) => {
      const { project } = desk;
      const actor = actorOf(desk, context);
      const stream = telling<RelinkEvent>(project.signalWith(signal), async (tell, ended) => {
        const plan = { named: input.paths.map(hostPath), actor, signal: ended };
        const relinked = await relink(project.store, {
          ...plan,
          onProgress: (progress) => tell({ event: 'progress', ...progress }),
        });
        tell({ event: 'done', relinked });
      });
      return project.holdStream(stream);
    }),
    mapRoot: base.mapRoot.handler(async ({ input, context }) => {
      const { anyway, path, rootId } = input;
      return (await mapRoot(store(), { root: rootId, path: hostPath(path), anyway, actor: actorOf(desk, context) }))
        .root;
    }),

    frameTimes: base.frameTimes.handler(({ input, signal }) => frameTimes(desk, videoIn(input), signal)),
    playing: base.playing.handler(({ input, signal }) => {
      const { project } = desk;
      return project.holdStream(playing(desk, { ...input, video: videoIn(input) }, project.signalWith(signal)));
    }),
    filmStrip: base.filmStrip.handler(({ input, signal }) => {
      const { project } = desk;
      return project.holdStream(filmStrip(desk, videoIn(input), project.signalWith(signal)));
    }),
    waveform: base.waveform.handler(({ input, signal }) => waveform(desk, videoIn(input), signal)),
    shots: base.shots.handler(({ input, signal }) => shots(desk, videoIn(input), signal)),
  });

  function videoIn({ videoId }: { readonly videoId: VideoId }): Video {
    return recordIn(store(), 'video', videoId);
  }
}

function videosIn(store: ProjectStore, wanted: Wanted): Video[] {
  if ('query' in wanted) return wantedVideos(store, { named: [], only: wanted.query });
  return wanted.videoIds.flatMap((id) => store.get('video', id) ?? []);
}

/** Read in one go, so that all of it is of one moment. */
function detailOf(store: ProjectStore, videoId: VideoId, personId: PersonId): VideoDetail | null {
  const lastEdit = store.lastEdit();
  const video = store.get('video', videoId);
  const root = video && store.get('root', video.rootId);
  if (video === undefined || root === undefined) return null;
  return {
    video,
    root,
    path: pathOfVideo(store, video),
    file: store.file(videoId),
    segments: store.list('segment', { videoId }),
    ...visibleTexts(store, store.videoTexts(videoId), personId),
    comments: store.list('comment', { videoId }),
    lastEdit,
  };
}
