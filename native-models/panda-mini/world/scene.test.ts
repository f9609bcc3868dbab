import { describe, expect, it } from 'vitest';
import { clipOf, framesOf, spansOf } from './clip.ts';
import { ATTRIBUTES, isHeldOut, pairs, valuesOf, world } from './facts.ts';
import { randomOf } from './random.ts';
import { renderFrame } from './render.ts';
import { sampleScene, sceneOf } from './scene.ts';

const seen = Array.from({ length: 4000 }, (_, index) => sampleScene(`seen/${index}`));
const heldOut = Array.from({ length: 1000 }, (_, index) => sampleScene(`held out/${index}`, { heldOut: true }));

describe('scenes', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(sampleScene('seen/7')).toEqual(seen[7]);
    expect(new Set(seen.map((scene) => scene.radius)).size).toBe(seen.length);
  });

  it('never show a held-out pair, unless that is wanted, and then nothing else', () => {
    expect(pairs.seen.length + pairs.heldOut.length).toBe(30);
    expect(pairs.heldOut.map(({ color, shape }) => [color, shape]).sort()).toEqual(world.heldOut.toSorted());
    expect(seen.filter(({ facts }) => isHeldOut(facts))).toEqual([]);
    expect(heldOut.filter(({ facts }) => !isHeldOut(facts))).toEqual([]);
    const pairsShown = (scenes: typeof seen) =>
      new Set(scenes.map(({ facts }) => `${facts.color} ${facts.shape}`)).size;
    expect([pairsShown(seen), pairsShown(heldOut)]).toEqual([25, 5]);
  });

  it('show every value as often as any other', () => {
    for (const attribute of ATTRIBUTES) {
      for (const value of valuesOf[attribute]) {
        const share = seen.filter(({ facts }) => facts[attribute] === value).length / seen.length;
        expect(share * valuesOf[attribute].length).toBeGreaterThan(0.85);
      }
    }
  });

  it('keep to the geometry: sizes, ways, things apart and inside the picture from first to last', () => {
    const { radius, travel, distance, extent } = world.geometry;
    for (const scene of [...seen, ...heldOut]) {
      expect(scene.radius >= radius[0] && scene.radius < radius[1]).toBe(true);
      const length = Math.hypot(...scene.travel);
      expect(scene.facts.motion === 'still' ? length === 0 : length >= travel[0] && length < travel[1]).toBe(true);
      expect(scene.starts.length).toBe(world.counts[scene.facts.count]);
      const places = scene.starts.flatMap(([x, y]) => [x, y, x + scene.travel[0], y + scene.travel[1]]);
      const edge = extent * scene.radius - 1e-9;
      expect(places.filter((place) => place < edge || place > 1 - edge)).toEqual([]);
      const gaps = scene.starts.flatMap((a, i) =>
        scene.starts.slice(0, i).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1])),
      );
      expect(gaps.filter((gap) => gap < distance * scene.radius)).toEqual([]);
    }
  });

  it('move the way they say', () => {
    const ways = valuesOf.motion.map((motion) => {
      const { travel } = sceneOf(randomOf(motion), { ...seen[0]!.facts, motion });
      return [motion, ...travel.map(Math.sign)];
    });
    expect(ways).toEqual([
      ['left', -1, 0],
      ['right', 1, 0],
      ['up', 0, -1],
      ['down', 0, 1],
      ['still', 0, 0],
    ]);
  });

  it('of facts that the world has not are refused', () => {
    expect(() => sceneOf(randomOf('x'), { ...seen[0]!.facts, shape: 'star' })).toThrow('no shape is star');
  });
});

describe('clips', () => {
  const scenes = [seen[1]!, seen[2]!, seen[3]!];
  const clip = clipOf(
    scenes.map((scene, index) => ({ scene, seconds: 1 + index / 2 })),
    24,
  );

  it('show one scene after another, each from its beginning to its end', () => {
    const frames = [...framesOf(clip, 28)];
    expect(frames.length).toBe(24 + 36 + 48);
    const at = [0, 23, 24, 59, 60, 107];
    const shown = scenes.flatMap((scene) => [renderFrame(scene, 0, 28), renderFrame(scene, 1, 28)]);
    expect(at.map((index) => frames[index])).toEqual(shown);
  });

  it('have spans whose bounds never name a frame of the scene before or after', () => {
    const spans = spansOf(clip);
    expect(spans).toEqual([
      { startUs: 0, endUs: 958334, facts: scenes[0]!.facts },
      { startUs: 1000000, endUs: 2458334, facts: scenes[1]!.facts },
      { startUs: 2500000, endUs: 4458334, facts: scenes[2]!.facts },
    ]);
    const frameAt = (timeUs: number) => Math.floor((timeUs / 1e6) * 24 + 1e-6);
    expect(spans.map(({ startUs, endUs }) => [frameAt(startUs), frameAt(endUs)])).toEqual([
      [0, 23],
      [24, 59],
      [60, 107],
    ]);
  });
});
