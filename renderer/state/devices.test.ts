import { expect, test } from 'vitest';
import { Checkpoints } from './checkpoints.svelte.ts';
import { Devices } from './devices.svelte.ts';
import { streamOf, testApp } from './test-app.ts';

const cpu = { device: 'cpu', stabMs: 900, cause: null };

test('what is measured is shown as it comes, and then what is remembered', async () => {
  const report = { model: 'm', measures: [cpu], chosen: { stab: 'cpu', decoder: 'cpu' }, tolerance: 0.01 };
  let known: unknown = null;
  const seen: unknown[] = [];
  const { app } = testApp({
    machine: {
      devices: async () => ({ setting: 'auto', here: ['cpu'], report: known }),
      async *measureDevices() {
        yield { event: 'measured', measure: cpu };
        seen.push(devices.measures);
        known = report;
        yield { event: 'done', report };
      },
    },
  } as never);
  const devices = new Devices(app);
  await devices.load();
  expect(devices.now).toEqual({ setting: 'auto', here: ['cpu'], report: null });
  await devices.measure();
  expect([seen, devices.measuring, devices.now?.report]).toEqual([[[cpu]], null, report]);
});

test('a checkpoint is fetched and imported with its progress; what goes wrong stays in the dialog', async () => {
  const works: unknown[] = [];
  const problem = { code: 'download-failed', url: 'https://hub', cause: 'it stalled' };
  let stops = true;
  const { app } = testApp({
    machine: {
      models: async () => [],
      modelsFolder: async () => '/models',
      async *downloadModel() {
        yield { event: 'progress', file: 'a', doneBytes: 1, totalBytes: 2 };
        works.push(checkpoints.work);
        if (stops) throw Object.assign(new Error('failed'), { defined: true, code: 'PROBLEM', data: { problem } });
        yield { event: 'done', folder: '/checkpoints/o--n', bytes: 2 };
      },
      importModel: async () =>
        streamOf([
          { event: 'progress', phase: 'writing', doneBytes: 5, totalBytes: 9, secondsLeft: 3 },
          { event: 'done', id: 'mine', folder: '/m', bytes: 9, unknown: [], error: null },
        ]),
    },
  } as never);
  const checkpoints = new Checkpoints(app);
  const hub = { base: 'https://hub', repository: 'o/n', subfolder: null };
  checkpoints.open('fetch');
  expect(await checkpoints.fetch(hub)).toBeNull();
  expect([checkpoints.problem === null, checkpoints.work]).toEqual([false, null]);
  stops = false;
  const folder = await checkpoints.fetch(hub);
  expect([folder, checkpoints.problem]).toEqual(['/checkpoints/o--n', null]);
  await checkpoints.import({ folder: folder ?? '', id: 'mine', precision: 'int4', replace: false });
  expect(checkpoints.imported).toEqual({ id: 'mine', error: null });
  expect(works).toEqual(Array(2).fill({ kind: 'fetching', doneBytes: 1, totalBytes: 2, secondsLeft: null }));
});
