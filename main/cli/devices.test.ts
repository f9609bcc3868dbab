import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeTinyClip } from '../services/drafting/tiny-clip.ts';
import type { DeviceReport } from '../services/index.ts';
import { foldersUntil } from '../services/library/test-folder.ts';
import { linesOf, makeHome, panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);

let home: string;
let clip: string;
beforeAll(async () => {
  home = await makeHome(makeFolder());
  clip = await writeTinyClip(join(makeFolder(), 'clip.mp4'), 1);
});

test('the devices are measured, and the table says which one is used', async () => {
  const { code, stdout } = await panda(['models', 'bench', 'tiny', '--json'], { home });
  const [report] = linesOf<DeviceReport>(stdout);
  expect({ code, model: report?.model, tolerance: report?.tolerance }).toEqual({
    code: 0,
    model: 'tiny',
    tolerance: 0.01,
  });
  expect(report?.measures[0]).toMatchObject({ device: 'cpu', stabError: 0, logitsError: 0, cause: null });

  const asText = await panda(['models', 'bench'], { home });
  const lines = asText.stdout.split('\n');
  expect(lines[0]).toMatch(/^device +STAB ms +prompt tokens\/s +text tokens\/s +STAB error +logits error +chosen$/);
  expect(lines[1]).toMatch(/^CPU( +[0-9.e+]+){3} +0 +0 +/);
  expect(asText.stdout).toMatch(/tiny: STAB runs on \w+, the decoder on \w+\. Errors are relative L2 against the CPU/);
});

test('a device that does not run the model is left with a note, and the answers are those of the CPU', async () => {
  const ask = ['ask', clip, 'What moves?', '--max-tokens', '5'];
  const onCpu = await panda([...ask, '--device', 'cpu'], { home });
  const onCuda = await panda([...ask, '--device', 'cuda'], { home }); // its libraries do not ship with the program
  expect(onCuda).toMatchObject({ code: 0, stdout: onCpu.stdout });
  expect(onCuda.stderr).toContain('note: CUDA could not run the model (');
  expect(onCpu.stderr).toBe('');
});

test('a device that is none is wrong usage', async () => {
  const { code, stderr } = await panda(['ask', clip, 'What moves?', '--device', 'gpu'], { home });
  expect([code, stderr.includes('Allowed choices are auto, cpu, cuda, webgpu, directml, coreml')]).toEqual([2, true]);
});
