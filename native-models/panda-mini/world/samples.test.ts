import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findFfmpeg, probe, readFrames } from '../../../main/media/index.ts';
import { framesOf } from './clip.ts';
import { ATTRIBUTES, isHeldOut, valuesOf } from './facts.ts';
import { parseGroundTruth } from './ground-truth.ts';
import { SAMPLE_FPS, SAMPLE_SIZE, sampleClips, sampleTruth } from './samples.ts';

const folder = fileURLToPath(new URL('../samples/', import.meta.url));
const truth = parseGroundTruth(JSON.parse(readFileSync(`${folder}ground-truth.json`, 'utf8')));

describe('the samples that ship', () => {
  it('have the ground truth of their scenes, and a file each', () => {
    expect(truth).toEqual(sampleTruth());
    const files = [...truth.clips.map(({ file }) => file), 'ground-truth.json'];
    expect(readdirSync(folder).sort()).toEqual(files.sort());
  });

  it('show every value of the world, two held-out pairs, and several scenes in two of the clips', () => {
    const single = truth.clips.flatMap(({ facts }) => facts ?? []);
    expect([single.length, single.filter(isHeldOut).length]).toEqual([10, 2]);
    expect(truth.clips.filter(({ spans }) => spans.length > 1).length).toBe(2);
    for (const attribute of ATTRIBUTES)
      expect(new Set(single.map((facts) => facts[attribute]))).toEqual(new Set(valuesOf[attribute]));
  });

  it('are asked questions of every form', () => {
    const forms = truth.clips.flatMap(({ questions, spans }) =>
      [questions, ...spans.map((span) => span.questions)]
        .filter((asked) => asked.length > 0)
        .map((asked) => asked.map(({ form }) => form)),
    );
    expect(forms).toEqual(Array.from({ length: 15 }, () => ['open', 'count', 'yes-no', 'choice']));
  });

  it('look as their scenes do, each in its middle', async () => {
    const ffmpeg = await findFfmpeg();
    for (const {
      clip,
      truth: { file },
    } of sampleClips()) {
      const video = await probe(ffmpeg, `${folder}${file}`);
      const drawn = [...framesOf(clip, SAMPLE_SIZE)];
      expect([file, video.width, video.height, video.averageFps, video.frameCount]).toEqual([
        file,
        SAMPLE_SIZE,
        SAMPLE_SIZE,
        SAMPLE_FPS,
        drawn.length,
      ]);
      const wanted = clip.parts.map(({ frames }, index) => {
        const before = clip.parts.slice(0, index).reduce((sum, part) => sum + part.frames, 0);
        return before + Math.floor(frames / 2);
      });
      for await (const { index, rgb } of readFrames(ffmpeg, video, wanted, {})) {
        const frame = drawn[index];
        const off = rgb.reduce((sum, level, at) => sum + Math.abs(level - (frame?.[at] ?? NaN)), 0) / rgb.length;
        expect(off).toBeLessThan(3);
      }
    }
  });
});
