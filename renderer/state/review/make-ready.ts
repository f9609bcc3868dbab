/** Makes ready what comes: the next video in its element, what is known of those after it, the pictures of the next text. */
import type { QueueItem } from '../../../main/contract/index.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import { Playback } from '../playback.svelte.ts';
import { framesSeen } from './frames-seen.ts';

export function makeReady(app: App, [shown, ...coming]: readonly QueueItem[]): void {
  const here = shown?.video.video.id;
  const other = coming.find(({ video }) => video.video.id !== here);
  app.of(Playback).preload(other?.video.video.id ?? null);
  for (const { video } of coming.slice(0, 3)) app.of(Details).want(video.video.id);
  const [next] = coming;
  if (next !== undefined) for (const { url } of framesSeen(next)) bring(url);
}

/** Into the browser's own keeping. */
function bring(url: string): void {
  if (typeof Image !== 'undefined') new Image().src = url;
}
