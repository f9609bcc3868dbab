import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { framesOf } from '../../native-models/panda-mini/world/clip.ts';
import { sampleClips } from '../../native-models/panda-mini/world/samples.ts';
import { assessWorld, parseWorldMeasure } from '../../native-models/panda-mini/outside/measure.ts';
import { framePositions, squareOf } from '../../native-models/video-panda/frames/index.ts';
import { NEAR_MISSES, nearMiss } from './near-miss.ts';
import { VIEW_SIZE } from './viewing.ts';

const shipped = new URL('../../native-models/panda-mini/model/world.json', import.meta.url);
const measure = parseWorldMeasure(JSON.parse(readFileSync(shipped, 'utf8')));
const shape = { imageSize: 112, patchSize: 14, downsample: 2 };

describe('the measure that ships', () => {
  it('is at ease with the samples that ship, and not with several scenes at once', () => {
    const found = sampleClips().map(({ clip }) => isOutside([...framesOf(clip, VIEW_SIZE)]));
    expect(found).toEqual([...Array.from({ length: 10 }, () => false), true, true]);
  });

  // Shapes that differ among themselves are told by what a codec leaves of their colours, and here is no codec.
  it('calls near misses outside, but for outlines: it looks at the size of things', () => {
    const seeds = ['a test', 'another', 'a third'];
    const missed = NEAR_MISSES.filter(
      (kind) => seeds.filter((seed) => isOutside([...nearMiss(kind, seed).frames()])).length < 2,
    );
    expect(missed).toEqual(['star', 'heart', 'different things']);
  });

  it('states its errors as they were measured', () => {
    const { inside, outside } = measure.measured;
    expect(inside.n).toBeGreaterThanOrEqual(1000);
    expect(inside.calledOutside).toBeLessThan(0.01);
    expect(Object.keys(outside)).toEqual(['real', 'test picture', 'near miss']);
    expect(Object.keys(outside['near miss'] ?? {})).toEqual(NEAR_MISSES);
  });
});

/** Without a codec between: what the model would be shown of these pictures, 24 a second. */
function isOutside(pictures: readonly Uint8Array[]): boolean {
  const positions = framePositions({ fps: 24, frames: pictures.length, wanted: 8 });
  const squares = positions.flatMap((position) => {
    const rgb = pictures[position];
    return rgb ? [squareOf({ width: VIEW_SIZE, height: VIEW_SIZE, rgb }, shape)] : [];
  });
  return assessWorld(squares, shape.patchSize, measure).outside;
}
