/** Makes ready what comes: the next video in its element, and what is known of those after it. */
import type { QueueItem } from '../../../main/contract/index.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import { Playback } from '../playback.svelte.ts';

export function makeReady(app: App, [shown, ...coming]: readonly QueueItem[]): void {
  const here = shown?.video.video.id;
  const other = coming.find(({ video }) => video.video.id !== here);
  app.of(Playback).preload(other?.video.video.id ?? null);
  for (const { video } of coming.slice(0, 3)) app.of(Details).want(video.video.id);
}
