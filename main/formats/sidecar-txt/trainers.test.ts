import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { exported, inFolder, madeCaption } from '../made-records.ts';
import { optionsOf } from '../registry.ts';
import { Rules } from '../rules.ts';
import type { DatasetRecord } from '../record.ts';
import { textOf } from '../record.ts';
import { sidecarTxt } from './format.ts';
import { sidecarOptions } from './options.ts';
import { checkToml } from './trainer-rules.ts';
import { oneLine } from './write.ts';

const records = [
  madeCaption({ path: 'sub/a.mp4', text: 'A dog.' }),
  madeCaption({ path: 'top.mov', text: 'A cat.' }),
  madeCaption({ path: 'sub/b.webp', text: 'moving' }),
  madeCaption({ path: 'sub/c.ts', text: 'other' }),
];

async function tomlOf(
  options: Record<string, string>,
  of: readonly DatasetRecord[] = records,
): Promise<readonly [toml: unknown, leftOut: unknown]> {
  return inFolder(async (folder) => {
    const { leftOut } = await exported(of, { format: 'sidecar-txt', folder: join(folder, 'out'), options });
    const file = join(folder, 'out', `${options['for']}.toml`);
    const text = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : null;
    return [text, leftOut.map(({ reason, examples }) => `${reason}: ${examples.join(', ')}`)];
  });
}

test('musubi-tuner gets a TOML that names each folder, with decimal rates', async () => {
  expect(await tomlOf({ for: 'musubi-tuner', frames: '25,1', sourceFps: '30', directory: '/data/set/' })).toEqual([
    [
      '[general]',
      'resolution = [960, 544]',
      'caption_extension = ".txt"',
      'batch_size = 1',
      'enable_bucket = true',
      'bucket_no_upscale = false',
      '',
      '[[datasets]]',
      'video_directory = "/data/set"',
      'cache_directory = "/data/set/.musubi-cache/0"',
      'target_frames = [1, 25]',
      'frame_extraction = "head"',
      'source_fps = 30.0',
      '',
      '[[datasets]]',
      'video_directory = "/data/set/sub"',
      'cache_directory = "/data/set/.musubi-cache/1"',
      'target_frames = [1, 25]',
      'frame_extraction = "head"',
      'source_fps = 30.0',
      '',
    ],
    ['other-ending: sub/b.webp: moving, sub/c.ts: other'],
  ]);
});

test('the TOML of a split names the folders as they lie in the data set', async () => {
  await inFolder(async (folder) => {
    const options = { for: 'diffusion-pipe' };
    await exported(records, { format: 'sidecar-txt', folder: join(folder, 'out'), options, split: 'test' });
    const toml = readFileSync(join(folder, 'out', 'test', 'diffusion-pipe.toml'), 'utf8');
    expect(toml.match(/path = .*/g)).toEqual(['path = "test"', 'path = "test/sub"']);
  });
});

test('diffusion-pipe gets a TOML with buckets, one of them for images', async () => {
  expect(await tomlOf({ for: 'diffusion-pipe', frames: '33,17', resolution: '512x512' })).toEqual([
    [
      'resolutions = [[512, 512]]',
      'enable_ar_bucket = true',
      'min_ar = 0.5',
      'max_ar = 2.0',
      'num_ar_buckets = 7',
      'frame_buckets = [1, 17, 33]',
      '',
      '[[directory]]',
      'path = "."',
      'num_repeats = 1',
      '',
      '[[directory]]',
      'path = "sub"',
      'num_repeats = 1',
      '',
    ],
    ['other-ending: sub/b.webp: moving'],
  ]);
});

test('a video that is shorter than what the trainer takes at least is left out', async () => {
  const [long, short] = records as [DatasetRecord, DatasetRecord];
  const of = [long, { ...short, video: { ...short.video, frameCount: null, fps: 30, durationUs: 500_000 } }];
  const left = async (options: Record<string, string>): Promise<unknown> => (await tomlOf(options, of))[1];
  expect(await left({ for: 'diffusion-pipe', frames: '1,17' })).toEqual(['too-short: top.mov: A cat.']);
  expect(await left({ for: 'musubi-tuner', frames: '17' })).toEqual(['too-short: top.mov: A cat.']);
  expect(await left({ for: 'musubi-tuner', frames: '1,17' })).toEqual([]);
  expect(await left({ for: 'musubi-tuner', frames: '17', extraction: 'full' })).toEqual([]);
});

test.for([
  [{ for: 'musubi-tuner', frames: '24' }, 'frames', '24 is not N*4+1'],
  [{ for: 'diffusion-pipe', frames: '0' }, 'frames', '0 is not N*4+1'],
  [{ for: 'diffusion-pipe', extension: '.caption' }, 'extension', '.txt alone'],
  [{ for: 'musubi-tuner', several: 'lines' }, 'several', 'the whole file for one caption'],
] as const)('options that the trainer would refuse are refused: %o', ([options, option, says]) => {
  expect(() => optionsOf(sidecarTxt, options)).toThrow(says);
  expect(() => optionsOf(sidecarTxt, options)).toThrow(`option ${option}`);
});

test.for([
  ['musubi-tuner', 'source_fps = 30', 'source-fps-is-a-decimal-number'],
  ['musubi-tuner', 'target_frames = [24]', 'target-frames-are-nx4plus1'],
  ['musubi-tuner', 'fps = 30.0', 'musubi-tuner-knows-every-key'],
  ['diffusion-pipe', 'frame_buckets = [1, 30]', 'frame-buckets-are-nx4plus1-with-one-for-images'],
] as const)('a TOML for %s with %s fails its check', async ([trainer, line, rule]) => {
  await inFolder(async (folder) => {
    const staged = join(folder, 'a.toml');
    const head = `[general]\ncaption_extension = ".txt"\nresolution = [960, 544]\n[[datasets]]\nvideo_directory = "."\n`;
    writeFileSync(staged, trainer === 'musubi-tuner' ? `${head}${line}\n` : `${line}\n[[directory]]\npath = "."\n`);
    const rules = new Rules();
    const options = sidecarOptions.parse({ for: trainer });
    await checkToml({ path: 'a.toml', staged }, { options, folders: new Set(['']), rules });
    const failed = rules.list().filter(({ passed }) => !passed);
    expect(failed.map((one) => one.rule)).toEqual([rule]);
  });
});

test("kohya's wildcards leave the braces of a caption alone", async () => {
  const options = { for: 'kohya', several: 'lines' };
  const kept = (record: DatasetRecord): unknown => {
    const said = oneLine(textOf(record) ?? '');
    return said === '' ? undefined : [record.video.stem, said];
  };
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: false, content: 'caption' }), (all) =>
      holds(all, { format: 'sidecar-txt', kept, options }),
    ),
    seeded,
  );
  await inFolder(async (folder) => {
    const braces = [madeCaption({ path: 'a.mp4', text: '{x|y} }{ {}' })];
    await exported(braces, { format: 'sidecar-txt', folder: join(folder, 'out'), options });
    expect(readFileSync(join(folder, 'out', 'a.txt'), 'utf8')).toBe('{{x|y}} }}{{ {{}}');
  });
});
