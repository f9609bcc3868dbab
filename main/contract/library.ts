/** The videos of the project: searching, looking at one, adding, leaving out. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { VideoId } from '../document/ids.ts';
import type { VideoFile } from '../document/observations.ts';
import type { Problem } from '../document/problem.ts';
import type { Comment, Root, Segment, Video } from '../document/records.ts';
import type { ItemTexts, Status } from '../document/status.ts';
import { call, id, limit } from './call.ts';
import type { Page } from './call.ts';

export interface VideoRow {
  readonly video: Video;
  readonly rootName: string;
  readonly file: VideoFile;
  /** Items by status; a status without items is left out. */
  readonly counts: Readonly<Partial<Record<Status, number>>>;
}

/** All that the workbench shows of one video. */
export interface VideoDetail {
  readonly video: Video;
  readonly root: Root;
  readonly file: VideoFile;
  readonly segments: readonly Segment[];
  /** In the order in which they were made. */
  readonly items: readonly ItemTexts[];
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
      readonly sidecars: number;
      readonly problems: readonly { readonly path: string; readonly problem: Problem }[];
    };

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

const query = z.string().max(10_000);
const videoId = id<VideoId>();

export const library = {
  search: call
    .input(z.strictObject({ query, order: z.enum(['place', 'doubt', 'newest']), after: z.string().nullable(), limit }))
    .output(type<Page<VideoRow>>()),
  row: call.input(z.strictObject({ videoId })).output(type<VideoRow | null>()),
  get: call.input(z.strictObject({ videoId })).output(type<VideoDetail | null>()),
  add: call
    .input(z.strictObject({ paths: z.array(z.string().min(1)).min(1).max(1000) }))
    .output(eventIterator(type<AddEvent>())),
  exclude: call
    .input(z.strictObject({ videoIds: z.array(videoId).min(1), excluded: z.boolean() }))
    .output(type<null>()),
  remove: call.input(z.strictObject({ videoIds: z.array(videoId).min(1) })).output(type<null>()),

  /** Exact times of all frames, microseconds: for stepping by frame. */
  frameTimes: call.input(z.strictObject({ videoId })).output(type<readonly number[]>()),
  /** `unplayable`: this browser could not show the file, so a proxy is made. Ends when something can be played. */
  playing: call.input(z.strictObject({ videoId, unplayable: z.boolean() })).output(eventIterator(type<Playing>())),
  /** Null: there is no sound. */
  waveform: call.input(z.strictObject({ videoId })).output(type<Waveform | null>()),
} as const;
