import { describe, expect, it } from 'vitest';
import { squareOf } from '../../video-panda/frames/index.ts';
import type { Square } from '../../video-panda/frames/index.ts';
import { randomOf } from '../world/random.ts';
import { renderFrame } from '../world/render.ts';
import { sampleScene, sceneOf } from '../world/scene.ts';
import type { Scene } from '../world/scene.ts';
import { assessWorld, parseWorldMeasure } from './measure.ts';
import { ODDITIES, odditiesOf } from './oddities.ts';
import type { Oddity } from './oddities.ts';

const PATCH = 14;
const shape = { imageSize: 112, patchSize: PATCH, downsample: 2 };
const scenes = Array.from({ length: 30 }, (_, seed) => sampleScene(`outside/${seed}`));
const moving = sceneOf(randomOf('outside'), {
  color: 'blue',
  shape: 'square',
  motion: 'right',
  count: 'two',
  background: 'white',
});

const measure = parseWorldMeasure({
  format: 'panda-world-measure',
  formatVersion: 1,
  kind: 'plain-things',
  limits: { texture: 0.12, ground: 22, color: 22, number: 3, size: 0.3, proportions: 0.25, path: 0.02 },
  threshold: 1,
  measured: { inside: { calledOutside: 0.01, n: 100 }, outside: { real: { 'a file': { calledOutside: 1, n: 5 } } } },
});

describe('the measure of the world', () => {
  it('is at ease with scenes of the world', () => {
    const assessed = scenes.map((scene) => assessWorld(squaresOf(picturesOf(scene)), PATCH, measure));
    expect(assessed.filter(({ outside }) => outside)).toEqual([]);
  });

  it('finds what is odd about a clip', () => {
    const [first, second] = moving.starts;
    const faded = (rgb: Uint8Array) => rgb.map((level, at) => level * (0.3 + (0.7 * (Math.floor(at / 3) % 224)) / 224));
    const odd: Record<Oddity, Uint8Array[]> = {
      texture: picturesOf(moving).map(faded),
      ground: picturesOf({ ...moving, backgroundRgb: [20, 90, 90] }),
      color: picturesOf({ ...moving, rgb: [240, 130, 30] }),
      number: picturesOf({ ...moving, starts: [] }),
      size: picturesOf({ ...moving, radius: moving.radius * 0.5 }),
      proportions: picturesOf({ ...moving, starts: first && second ? [[0.2, 0.5], [0.2 + 1.5 * moving.radius, 0.5]] : [] }), // prettier-ignore
      path: picturesOf({ ...moving, starts: [[0.3, 0.3]], travel: [0.2, 0.2] }),
    };
    for (const oddity of ODDITIES) {
      const squares = squaresOf(odd[oddity]);
      expect([oddity, odditiesOf(squares, PATCH)[oddity] > measure.limits[oddity]]).toEqual([oddity, true]);
      expect(assessWorld(squares, PATCH, measure).outside).toBe(true);
    }
  });

  it('looks at the frame, not at the padding around it', () => {
    const wide = (rgb: Uint8Array) => ({ width: 224, height: 168, rgb: rgb.subarray(28 * 224 * 3, 196 * 224 * 3) });
    const scene = { ...moving, starts: [[0.3, 0.5]] as const };
    const squares = picturesOf(scene).map((rgb) => squareOf(wide(rgb), shape));
    expect(assessWorld(squares, PATCH, measure).outside).toBe(false);
  });

  it('calls two scenes one after another outside: the world has one at a time', () => {
    const [one, other] = ['white', 'black'].map((name) => scenes.find(({ facts }) => facts.background === name));
    if (!one || !other) throw new RangeError('no such scenes');
    const pictures = [...picturesOf(one).slice(0, 4), ...picturesOf(other).slice(4)];
    expect(assessWorld(squaresOf(pictures), PATCH, measure)).toMatchObject({ outside: true });
  });

  it('has a number for each oddity, also of a picture of one colour', () => {
    expect(
      odditiesOf(squaresOf([renderFrame({ ...moving, starts: [], backgroundRgb: [112, 112, 116] }, 0, 224)]), PATCH),
    ).toEqual({
      texture: 0,
      ground: 0,
      color: 0,
      number: 100,
      size: 0,
      proportions: 0,
      path: 0,
    });
  });

  it('refuses a file that says something else', () => {
    expect(() => parseWorldMeasure({ ...measure, threshold: 0 })).toThrow('threshold');
    expect(() => parseWorldMeasure({ ...measure, limits: { ...measure.limits, path: undefined } })).toThrow('path');
  });
});

function picturesOf(scene: Scene): Uint8Array[] {
  return Array.from({ length: 8 }, (_, frame) => renderFrame(scene, frame / 7, 224));
}

function squaresOf(pictures: readonly Uint8Array[]): Square[] {
  return pictures.map((rgb) => squareOf({ width: 224, height: 224, rgb }, shape));
}
