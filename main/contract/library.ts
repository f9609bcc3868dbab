/** The videos of the project: searching, looking at one, adding, leaving out, finding again. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { ItemId, RootId, VideoId } from '../document/ids.ts';
import type { VideoFile } from '../document/observations.ts';
import type { Problem } from '../document/problem.ts';
import type { Comment, RecordType, Root, Segment, Video } from '../document/records.ts';
import type { ItemTexts, Status } from '../document/status.ts';
import { VIDEO_ORDERS } from '../document/video-order.ts';
import { call, id, part, path, query } from './call.ts';
import type { Page } from './call.ts';

export interface VideoRow {
  readonly video: Video;
  readonly rootName: string;
  readonly file: VideoFile;
  /** Items by status; a status without items is left out. */
  readonly counts: Readonly<Partial<Record<Status, number>>>;
  /** How much of it has a text, 0 to 1; null: its duration is not known. */
  readonly coverage: number | null;
}

/** Why something is kept back: the item is answered blind, or its suggestion is not shown so that the time it saves can be told. */
export type Arm = 'blind' | 'control';

/** All that the workbench shows of one video to one person. */
export interface VideoDetail {
  readonly video: Video;
  readonly root: Root;
  /** Absolute. */
  readonly path: string;
  readonly file: VideoFile;
  readonly segments: readonly Segment[];
  /** In the order in which they were made. */
  readonly items: readonly ItemTexts[];
  /** Of those items from which this person sees less than there is. */
  readonly arms: Readonly<Record<ItemId, Arm>>;
  readonly comments: readonly Comment[];
  /** The newest edit that is in it. */
  readonly lastEdit: number;
}

export type AddEvent =
  | { readonly event: 'found'; readonly videos: number }
  | {
      readonly event: 'added';
      readonly videos: number;
      readonly known: number;
      /** Files with texts that lie beside the new videos, by their ending. */
      readonly sidecars: Readonly<Partial<Record<string, number>>>;
      readonly problems: readonly { readonly path: string; readonly problem: Problem }[];
    };

/** How many records of each kind; kinds of which there are none are left out. */
export type RecordCounts = Readonly<Partial<Record<RecordType, number>>>;

export interface Relinked {
  /** Absolute paths, all of them. */
  readonly moved: readonly { readonly from: string; readonly to: string }[];
  /** Videos of the same content, found in another number of places, or in one that is listed as another video. */
  readonly ambiguous: readonly { readonly paths: readonly string[]; readonly candidates: readonly string[] }[];
  /** Nothing of its content was found. */
  readonly lost: readonly string[];
  /** Missing before anything was known of its content, so it can be found by nobody but a person. */
  readonly unknown: readonly string[];
  readonly stopped: boolean;
}

export type LookEvent =
  | { readonly event: 'progress'; readonly looked: number; readonly missing: number; readonly unusable: number }
  | { readonly event: 'done'; readonly looked: number; readonly missing: number; readonly unusable: number };

export type RelinkEvent =
  | { readonly event: 'progress'; readonly missing: number; readonly candidates: number }
  | { readonly event: 'done'; readonly relinked: Relinked };

/** What the browser is told to play. */
export type Playing =
  /** The file itself; `slow`: its key frames are far apart, and a proxy is being made. */
  | { readonly kind: 'original'; readonly slow: boolean }
  | { readonly kind: 'proxy' }
  /** It is being made; `share` of it is done. */
  | { readonly kind: 'waiting'; readonly share: number }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface Waveform {
  readonly perSecond: number;
  /** Lowest and highest of each part, -128 to 127, in turns. */
  readonly peaks: readonly number[];
}

export interface FilmPicture {
  /** Of its frame. */
  readonly timeUs: number;
  /** In base64. */
  readonly jpeg: string;
}

/** Where a search finds a video, for going to it in a long list. */
export interface Place {
  /** From 0; null: it is not found by this search. */
  readonly index: number | null;
  readonly total: number;
}

const videoId = id<VideoId>();
const order = z.enum(VIDEO_ORDERS);
/** Those that are named, or all that a query finds. */
const videos = z.union([z.strictObject({ videoIds: z.array(videoId).min(1).max(10_000) }), z.strictObject({ query })]);

export const library = {
  search: call.input(z.strictObject({ query, order, ...part })).output(type<Page<VideoRow>>()),
  /** In the same order, for next and previous. */
  place: call.input(z.strictObject({ query, order, videoId })).output(type<Place>()),
  row: call.input(z.strictObject({ videoId })).output(type<VideoRow | null>()),
  get: call.input(z.strictObject({ videoId })).output(type<VideoDetail | null>()),
  add: call.input(z.strictObject({ paths: z.array(path).min(1).max(1000) })).output(eventIterator(type<AddEvent>())),

  /** One step each; they tell how many videos changed. */
  exclude: call.input(z.strictObject({ videos, excluded: z.boolean() })).output(type<number>()),
  flag: call.input(z.strictObject({ videos, flag: z.string().max(200).nullable() })).output(type<number>()),
  /** What would go along. */
  countRemoval: call.input(z.strictObject({ videos })).output(type<RecordCounts>()),
  remove: call.input(z.strictObject({ videos })).output(type<RecordCounts>()),

  /** Looks at the files: which are there, and what is in those that nobody has looked into. */
  look: call.input(z.strictObject({ videos })).output(eventIterator(type<LookEvent>())),
  /** Finds moved files again by their content; `paths` empty: where the project's folders are. */
  relink: call.input(z.strictObject({ paths: z.array(path) })).output(eventIterator(type<RelinkEvent>())),
  /** Says where a folder of the project is now; `anyway`: though nothing of it is there. */
  mapRoot: call.input(z.strictObject({ rootId: id<RootId>(), path, anyway: z.boolean() })).output(type<Root>()),

  /** Exact times of all frames, microseconds: for stepping by frame. */
  frameTimes: call.input(z.strictObject({ videoId })).output(type<readonly number[]>()),
  /** `unplayable`: this browser could not show the file, so a proxy is made. Ends when nothing better is to come. */
  playing: call.input(z.strictObject({ videoId, unplayable: z.boolean() })).output(eventIterator(type<Playing>())),
  /** Pictures over all of the video, as they are made, by time: as many as are had soon. */
  filmStrip: call.input(z.strictObject({ videoId })).output(eventIterator(type<FilmPicture>())),
  /** Null: there is no sound. */
  waveform: call.input(z.strictObject({ videoId })).output(type<Waveform | null>()),
  /** When another shot begins, microseconds, ascending. Decodes all of the video the first time. */
  shots: call.input(z.strictObject({ videoId })).output(type<readonly number[]>()),
} as const;
