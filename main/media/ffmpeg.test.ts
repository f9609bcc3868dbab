import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFfmpeg } from './ffmpeg.ts';

const folder = mkdtempSync(join(tmpdir(), 'ffmpeg-'));
afterAll(() => rmSync(folder, { recursive: true }));
const npm = await findFfmpeg({ env: {} });

test('without a setting and without PATH the npm builds are found', () => {
  expect(npm).toMatchObject({ origin: 'npm', probeOrigin: 'npm' });
  expect(npm.codecVersion[0]).toBeGreaterThanOrEqual(58);
});

test('a setting that is no ffmpeg is refused with its reason, not passed over', async () => {
  const missing = join(folder, 'nowhere');
  const dumb = script('dumb', 'echo hello');
  const broken = script('broken', 'exit 3');
  for (const [setting, reason] of [
    [missing, 'no such file'],
    [dumb, 'it does not say its version as ffmpeg does'],
    [broken, 'exit code 3'],
  ] as const) {
    const problem = { code: 'ffmpeg-missing', looked: [`${setting} (${reason})`] };
    await expect(findFfmpeg({ setting })).rejects.toMatchObject({ problem });
  }
});

test('of PATH and npm the newer is used, and ffprobe comes from beside it', async () => {
  const version = (name: string, codec: string) =>
    `echo "${name} version 99.1-test Copyright"; echo "libavcodec     ${codec} / ${codec}"`;
  const path = script('ffmpeg', version('ffmpeg', '99.  1.100'));
  const probePath = script('ffprobe', version('ffprobe', '99.  1.100'));
  expect(await findFfmpeg({ env: { PATH: folder } })).toEqual({
    path,
    probePath,
    version: '99.1-test',
    probeVersion: '99.1-test',
    origin: 'path',
    probeOrigin: 'path',
    codecVersion: [99, 1, 100],
  });
  script('ffmpeg', version('ffmpeg', '58. 18.100'));
  expect((await findFfmpeg({ env: { PATH: folder } })).path).toBe(npm.path);
  script('ffmpeg', version('ffmpeg', '57. 10.100'));
  await expect(findFfmpeg({ setting: path })).rejects.toThrow('too old, 4.0 or newer is needed');
});

test('an ffmpeg without an ffprobe beside it uses the one that npm brings', async () => {
  const lonely = mkdtempSync(join(folder, 'lonely-'));
  symlinkSync(npm.path, join(lonely, 'ffmpeg'));
  expect(await findFfmpeg({ setting: join(lonely, 'ffmpeg'), env: {} })).toMatchObject({
    origin: 'setting',
    probePath: npm.probePath,
    probeOrigin: 'npm',
  });
});

function script(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}
