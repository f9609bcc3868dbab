import { expect, test } from 'vitest';
import { planRuns } from './plan.ts';

/** 100 ticks a frame, a key frame each `gop` frames. */
function clip({ frames = 15_000, gop = 250, width = 1280, height = 720, reorderTicks = 0, canSeek = true } = {}) {
  return {
    ticks: Array.from({ length: frames }, (_, k) => k * 100),
    keys: Array.from({ length: Math.ceil(frames / gop) }, (_, i) => i * gop),
    reorderTicks,
    canSeek,
    timeBase: [1, 2500] as const,
    storedWidth: width,
    storedHeight: height,
  };
}

const eighths = (frames: number) => Array.from({ length: 8 }, (_, i) => (i * frames) / 8);

test('eight frames of ten minutes are reached by a seek each', () => {
  expect(planRuns(clip(), eighths(15_000))).toEqual([
    { seekTicks: undefined, indices: [0] },
    ...eighths(15_000)
      .slice(1)
      .map((index) => ({ seekTicks: index * 100, indices: [index] })),
  ]);
});

test('eight frames of ten seconds are decoded in one go', () => {
  const indices = eighths(240);
  expect(planRuns(clip({ frames: 250 }), indices)).toEqual([{ seekTicks: undefined, indices }]);
});

test('frames that share a group of pictures share a run', () => {
  const runs = planRuns(clip(), [5000, 5010, 5200, 9000, 9001]);
  expect(runs).toEqual([
    { seekTicks: 500_000, indices: [5000, 5010, 5200] },
    { seekTicks: 900_000, indices: [9000, 9001] },
  ]);
});

test('where a seek would land before the frames decoded already, decoding goes on', () => {
  expect(planRuns(clip({ gop: 15_000 }), [10, 14_000])).toEqual([{ seekTicks: undefined, indices: [10, 14_000] }]);
});

test('a seek aims before the frame by as much as storing runs ahead of showing', () => {
  expect(planRuns(clip({ reorderTicks: 300 }), [5020])).toEqual([{ seekTicks: 501_700, indices: [5020] }]);
});

test('a container in which seeks go wrong is decoded from its beginning', () => {
  expect(planRuns(clip({ canSeek: false }), [5000, 14_000])).toEqual([
    { seekTicks: undefined, indices: [5000, 14_000] },
  ]);
});

test('a new process pays off sooner for large pictures than for small ones', () => {
  const indices = [0, 300];
  expect(planRuns(clip({ gop: 25, width: 7680, height: 4320 }), indices)).toHaveLength(2);
  expect(planRuns(clip({ gop: 25, width: 160, height: 120 }), indices)).toHaveLength(1);
});

test('a run names no more frames than fit on a command line', () => {
  const every = Array.from({ length: 1200 }, (_, i) => i * 2);
  expect(planRuns(clip({ frames: 2400 }), every).map((run) => run.indices.length)).toEqual([500, 500, 200]);
});
