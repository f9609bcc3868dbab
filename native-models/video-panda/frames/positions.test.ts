import { describe, expect, it } from 'vitest';
import { parityFile, readGolden } from '../parity.ts';
import { framePositions, segmentPositions, segmentPositionsByTime } from './positions.ts';

interface Golden {
  clips: { fps: number; frames: number; positions: number[] }[];
  segments: { fps: number; frames: number; start: number; end: number; positions: number[] }[];
}

const golden = readGolden(parityFile('frames', 'positions.json')) as Golden;

describe('the frames that the model sees', () => {
  it('are the official ones of a whole clip', () => {
    const clips = golden.clips.map(({ fps, frames }) => ({ fps, frames, positions: framePositions({ fps, frames }) }));
    expect(clips).toEqual(golden.clips);
  });

  it('are the official ones of a segment', () => {
    const segments = golden.segments.map(({ fps, frames, start, end }) => {
      const positions = segmentPositions({ fps, frames, startS: start, endS: end });
      return { fps, frames, start, end, positions };
    });
    expect(segments).toEqual(golden.segments);
  });

  it('are the only one there is', () => {
    expect(framePositions({ fps: Number.NaN, frames: 1 })).toEqual([0]);
    expect(segmentPositions({ fps: 25, frames: 100, startS: 2, endS: 2 })).toEqual([50]);
  });

  it('round a rate as Python does, and never step by less than one frame', () => {
    expect(framePositions({ fps: 2.5, frames: 17, wanted: 9 })).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16]);
    expect(framePositions({ fps: 3.5, frames: 17, wanted: 5 })).toEqual([0, 4, 8, 12, 16]);
    expect(framePositions({ fps: 0.5, frames: 8 })).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(framePositions({ fps: 0.01, frames: 8 })).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('begin on the frame whose own time the bound is', () => {
    // 1.16 x 25 is 28.999999999999996 in doubles.
    expect(segmentPositions({ fps: 25, frames: 100, startS: 1.16, endS: 1.2 })).toEqual([29, 30]);
  });

  it('stay inside the clip where a bound does not', () => {
    expect(segmentPositions({ fps: 25, frames: 100, startS: -3, endS: 0.04 })).toEqual([0, 1]);
    expect(segmentPositions({ fps: 25, frames: 100, startS: 4, endS: 90 })).toEqual([99]);
  });

  it('go from the frame shown at the start to the one shown at the end where the rate varies', () => {
    const frameTimesUs = [0, 40_000, 1_000_000, 1_040_000, 3_000_000];
    const of = (startUs: number, endUs: number) => segmentPositionsByTime({ fps: 1.6, frameTimesUs, startUs, endUs });
    expect([of(0, 3_000_000), of(999_999, 1_000_000), of(1_040_000, 2_999_999), of(-1, 0), of(9e9, 9e9)]).toEqual([
      [0, 1, 2, 3, 4],
      [1, 2],
      [3],
      [0],
      [4],
    ]);
  });

  it('are refused where the span runs backwards or the clip is empty', () => {
    expect(() => segmentPositions({ fps: 25, frames: 100, startS: 2, endS: 1 })).toThrow(RangeError);
    expect(() => framePositions({ fps: 25, frames: 0 })).toThrow(RangeError);
    expect(() => framePositions({ fps: 0, frames: 2 })).toThrow(RangeError);
  });

  it('are ascending, inside the span and as many as can be, whatever the clip', () => {
    for (let frames = 1; frames < 400; frames++) {
      for (const fps of [0.3, 1, 7.5, 12.5, 29.97, 120]) {
        for (const wanted of [1, 4, 8, 16]) {
          const positions = framePositions({ fps, frames, wanted });
          const inside = positions.every(
            (position, index) => position > (positions[index - 1] ?? -1) && position < frames,
          );
          expect({ frames, fps, wanted, inside, count: positions.length }).toEqual({
            frames,
            fps,
            wanted,
            inside: true,
            count: Math.min(frames, wanted),
          });
        }
      }
    }
  });
});
