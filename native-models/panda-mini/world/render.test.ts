import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderFrame } from './render.ts';
import { sampleScene } from './scene.ts';
import type { Scene } from './scene.ts';

interface GoldenClip {
  readonly size: number;
  readonly scene: Scene;
  /** Of each frame, of each channel. */
  readonly sums: readonly (readonly number[])[];
  readonly places: string;
  readonly rgb: string;
}

interface Golden {
  readonly times: readonly number[];
  readonly clips: readonly GoldenClip[];
}

const golden = JSON.parse(readFileSync(new URL('./golden-render.json', import.meta.url), 'utf8')) as Golden;

describe('the renderer', () => {
  it('is within one level of the training renderer in every sampled pixel of fifty seeds', () => {
    expect(golden.clips.map(({ scene }) => farthestPixel(scene)).filter((levels) => levels > 1)).toEqual([]);
    expect([golden.clips.length, ...golden.times]).toEqual([50, 0, 0.37, 1]);
  });

  it('gives whole frames the same light as the training renderer, up to roundings at edges', () => {
    for (const clip of golden.clips) {
      const frames = golden.times.map((time) => renderFrame(clip.scene, time, clip.size));
      const off = frames.flatMap((frame, index) =>
        channelSums(frame).map((sum, channel) => Math.abs(sum - (clip.sums[index]?.[channel] ?? NaN))),
      );
      expect(Math.max(...off)).toBeLessThan(20);
    }
  });

  it('would be found out: half a pixel, one percent of the size or two levels of colour off', () => {
    const wrong: ((scene: Scene) => Scene)[] = [
      (scene) => ({ ...scene, starts: scene.starts.map(([x, y]) => [x + 0.5 / 224, y] as const) }),
      (scene) => ({ ...scene, radius: scene.radius * 1.01 }),
      (scene) => ({ ...scene, rgb: [scene.rgb[0], scene.rgb[1] - 2, scene.rgb[2]] }),
      (scene) => ({
        ...scene,
        backgroundRgb: [scene.backgroundRgb[0], scene.backgroundRgb[1], scene.backgroundRgb[2] + 2],
      }),
      (scene) => ({ ...scene, starts: scene.starts.slice(1) }),
    ];
    for (const change of wrong) {
      const found = golden.clips.filter(({ scene }, index) => farthestPixel(change(scene), index) > 1);
      expect(found.length).toBe(50);
    }
  });

  it('draws the scenes that the same seeds still give', () => {
    const scenes = golden.clips.map((_, seed) => sampleScene(`golden/${seed}`, { heldOut: seed % 5 === 4 }));
    expect(scenes).toEqual(golden.clips.map(({ scene }) => scene));
  });
});

/** In levels, over the sampled pixels of the golden clip that shows (or should show) this scene. */
function farthestPixel(scene: Scene, index = golden.clips.findIndex((clip) => clip.scene === scene)): number {
  const clip = golden.clips[index];
  if (clip === undefined) throw new RangeError(`no golden clip ${index}`);
  const places = Buffer.from(clip.places, 'base64');
  const rgb = Buffer.from(clip.rgb, 'base64');
  const frames = golden.times.map((time) => renderFrame(scene, time, clip.size));
  const pixels = clip.size * clip.size;
  let farthest = 0;
  for (let at = 0; at < rgb.length; at++) {
    const place = places.readUInt32LE(Math.floor(at / 3) * 4);
    const level = frames[Math.floor(place / pixels)]?.[(place % pixels) * 3 + (at % 3)] ?? NaN;
    farthest = Math.max(farthest, Math.abs(level - (rgb[at] ?? NaN)));
  }
  return farthest;
}

function channelSums(rgb: Uint8Array): number[] {
  const sums = [0, 0, 0];
  rgb.forEach((level, at) => (sums[at % 3] = (sums[at % 3] ?? 0) + level));
  return sums;
}
