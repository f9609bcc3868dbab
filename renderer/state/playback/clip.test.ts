import { expect, test, vi } from 'vitest';
import type { VideoId } from '../../../main/document/ids.ts';
import { testApp } from '../test-app.ts';
import { Clip } from './clip.svelte.ts';

/** As much of a video element as a screen needs to know that it plays. */
class Player extends EventTarget {
  readonly videoWidth = 320;
  playbackRate = 1;
  readonly play = vi.fn(async () => undefined);
  readonly pause = vi.fn();
  readonly load = vi.fn();
  readonly removeAttribute = vi.fn();
  readonly cancelVideoFrameCallback = vi.fn();
  #tell: ((now: number, frame: { readonly mediaTime: number }) => void) | undefined;

  requestVideoFrameCallback(tell: (now: number, frame: { readonly mediaTime: number }) => void): number {
    this.#tell = tell;
    return 1;
  }

  showFirst(): void {
    this.dispatchEvent(new Event('loadeddata'));
    this.#tell?.(0, { mediaTime: 0 });
  }
}

test('what is played before it is known what plays it begins as soon as it is', async () => {
  const known = Promise.withResolvers<{ readonly kind: 'original'; readonly slow: boolean }>();
  async function* playing(): AsyncGenerator<unknown> {
    yield await known.promise;
  }
  const frameTimes = async (): Promise<readonly number[]> => [0, 40_000, 80_000];
  const { app } = testApp({ library: { playing: async () => playing(), frameTimes } as never });
  using clip = new Clip(app, 'V' as VideoId);
  clip.play(2);
  known.resolve({ kind: 'original', slow: false });
  await expect.poll(() => clip.screen?.url).toBe('media/V');
  const player = new Player();
  const leave = clip.screen?.attach(player as unknown as HTMLVideoElement);
  player.showFirst();
  expect([player.play.mock.calls.length, player.playbackRate, clip.rate]).toEqual([1, 2, 2]);
  leave?.();
});
