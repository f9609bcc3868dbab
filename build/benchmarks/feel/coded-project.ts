/**
 * A project to be measured with: clips that seek well and clips that do not, many short ones that each have a draft to be
 * reviewed, one with many drafts, and one of Panda-Mini's own world. Knows no browser.
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor, Edit } from '../../../main/document/edit.ts';
import type { ItemId, VideoId } from '../../../main/document/ids.ts';
import type { Item } from '../../../main/document/records.ts';
import type { Ffmpeg } from '../../../main/media/index.ts';
import { addVideos } from '../../../main/services/library/add-videos.ts';
import { observeVideos } from '../../../main/services/library/observe.ts';
import { SHIPPED_SAMPLES } from '../../../main/services/samples/ground-truth.ts';
import { createProject } from '../../../main/store/index.ts';
import type { ProjectStore } from '../../../main/store/index.ts';
import { suggestionOf } from '../large-project.ts';
import { makeCodedClip } from './coded-clips.ts';
import type { CodedClip } from './coded-clips.ts';

export interface CodedSize {
  /** Clips with one draft each. */
  readonly reviewed: number;
  /** Drafts of one clip. */
  readonly drafts: number;
  /** Frames of the clip that seeks slowly, and of the one whose copy is waited for. */
  readonly slowFrames: number;
  readonly copiedFrames: number;
}

const HD = { width: 1280, height: 720 };
export const QUICK: CodedClip = { ...HD, name: 'quick', frames: 250, keyFrameEvery: 12, from: 0 };
/** Ten seconds from key frame to key frame. */
const SLOW = { ...HD, keyFrameEvery: 250 };
/** The numbers of a clip's frames begin at a multiple of this, and are fewer. */
const NUMBERS = 4000;
export const SLOW_FROM = NUMBERS;
export const COPIED_FROM = 2 * NUMBERS;
const REVIEWED_FROM = 3 * NUMBERS;
/** Of a clip that is reviewed. */
const REVIEWED_FRAMES = 20;
export const KNOWN_CLIP = 'clip-05.mp4';

/** `path`.panda, and its clips in a folder beside it. */
export async function makeCodedProject(
  ffmpeg: Ffmpeg,
  { folder, path, size }: { readonly folder: string; readonly path: string; readonly size: CodedSize },
): Promise<void> {
  const clips = join(folder, 'clips', `coded-${size.reviewed}-${size.slowFrames}-${size.copiedFrames}`);
  mkdirSync(clips, { recursive: true });
  const plans: CodedClip[] = [
    QUICK,
    { ...SLOW, name: 'slow', frames: size.slowFrames, from: SLOW_FROM },
    { ...SLOW, name: 'copied', frames: size.copiedFrames, from: COPIED_FROM },
    ...Array.from({ length: size.reviewed }, (_, n) => reviewedClip(n)),
  ];
  for (const plan of plans) await makeCodedClip(ffmpeg, clips, plan);
  copyFileSync(join(SHIPPED_SAMPLES, KNOWN_CLIP), join(clips, KNOWN_CLIP));

  using store = createProject(path, { name: 'Feel', personName: 'Ann' });
  const [person] = store.list('person');
  if (person === undefined) throw new Error('nobody is in a new project');
  const actor: Actor = { personId: person.id, model: null, runId: null };
  await addVideos(store, { named: [clips], actor });
  await observeVideos(store, { videos: store.all('video'), ffmpeg, signal: new AbortController().signal });
  const edits = store.list('video').flatMap(({ id, path: name }) => {
    const reviewed = /^reviewed-(\d+)\.mp4$/.exec(name)?.[1];
    if (reviewed !== undefined)
      return draftOf(store, id, { text: `Clip ${Number(reviewed)}.`, doubt: 0.9 - Number(reviewed) / 1000 });
    if (name !== `${QUICK.name}.mp4`) return [];
    return Array.from({ length: size.drafts }, (_, n) =>
      draftOf(store, id, { text: `Draft ${n}.`, doubt: 0.1 }),
    ).flat();
  });
  store.write({ actor, label: 'import' }, edits);
}

function reviewedClip(n: number): CodedClip {
  const from = REVIEWED_FROM + n * REVIEWED_FRAMES;
  const name = `reviewed-${String(n).padStart(3, '0')}`;
  return { name, width: 640, height: 360, frames: REVIEWED_FRAMES, keyFrameEvery: 10, from };
}

/** In the page: whether a frame of the clip whose numbers begin there is on the stage. */
export function isShown(from: number): string {
  return `Math.floor((feel.shownNumber() ?? -1) / ${NUMBERS}) === ${from / NUMBERS}`;
}

/** In the page: the number of the clip that the picture on the stage is of. */
export const SHOWN_CLIP = `Math.floor((feel.shownNumber() - ${REVIEWED_FROM}) / ${REVIEWED_FRAMES})`;

/** A caption in a track of its own, with what a model wrote. */
function draftOf(
  store: ProjectStore,
  videoId: VideoId,
  { doubt, text }: { readonly text: string; readonly doubt: number },
): Edit[] {
  const id = store.newId<ItemId>();
  const item: Item = { id, videoId, segmentId: null, flag: null, extra: null, kind: 'caption', track: text };
  const suggestion = {
    ...suggestionOf(store, { n: 5, itemId: id, runId: null }),
    ...{ text, pieces: [[text, -doubt] as const] },
    doubt: { total: doubt, logProb: doubt, disagreement: null, ungrounded: null },
  };
  return [
    { do: 'create', type: 'item', record: item },
    { do: 'create', type: 'suggestion', record: suggestion },
  ];
}
