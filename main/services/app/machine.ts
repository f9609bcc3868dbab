/** This machine: models, what it lacks, what it keeps. */
import { join } from 'node:path';
import type { CacheState, DeviceState, DownloadEvent, MeasureEvent, ModelImportEvent } from '../../contract/machine.ts';
import { ProblemError } from '../../document/problem.ts';
import { examine } from '../doctor/examine.ts';
import { benchDevices, readDeviceReport, readDeviceSetting, writeDeviceSetting } from '../models/devices/placement.ts';
import { devicesHere } from '../models/devices/here.ts';
import { downloadCheckpoint } from '../models/download.ts';
import { chooseModel } from '../models/find.ts';
import { importModel } from '../models/import.ts';
import { removeModel } from '../models/remove.ts';
import { verifyFiles } from '../models/verify.ts';
import type { Base } from './base.ts';
import type { Desk } from './context.ts';
import { telling } from './telling.ts';

/** As of the command: a hub that says nothing for so long is asked anew. */
const [STALL_MS, RETRY_MS] = [30_000, 1000];

export function machinePart({ machine: base }: Base, desk: Desk) {
  const { drafters, home, previews } = desk;
  const cache = async (): Promise<CacheState> => ({
    folder: previews.folder,
    bytes: await previews.sizeBytes(),
    limitBytes: previews.limitBytes,
  });

  const devices = async (): Promise<DeviceState> => {
    const model = await drafters.used();
    const report = model === null ? null : await readDeviceReport({ home: home.folder, model });
    return { setting: readDeviceSetting(home.folder), here: devicesHere(), report };
  };

  return base.router({
    models: base.models.handler(() => drafters.list()),
    modelsFolder: base.modelsFolder.handler(() => join(home.folder, 'models')),
    chooseModel: base.chooseModel.handler(async ({ input }) => {
      const { manifest } = await chooseModel(input.id, { home: home.folder });
      home.choices.change((choices) => ({ ...choices, model: manifest.id }));
      desk.clips.clear();
      return null;
    }),
    verifyModel: base.verifyModel.handler(async ({ input }) => {
      const { folder, manifest } = await chooseModel(input.id, { home: home.folder });
      try {
        await verifyFiles(folder, manifest);
        return null;
      } catch (error) {
        if (error instanceof ProblemError) return error.problem;
        throw error;
      }
    }),
    importModel: base.importModel.handler(({ input, signal = new AbortController().signal }) =>
      telling<ModelImportEvent>(signal, async (tell, ended) => {
        const { bytes, error, folder, id, unknown } = await importModel({
          ...{ ...input, home: home.folder, signal: ended },
          onProgress: (progress) => tell({ event: 'progress', ...progress }),
        });
        tell({ event: 'done', id, folder, bytes, unknown, error });
      }),
    ),
    downloadModel: base.downloadModel.handler(({ input, signal = new AbortController().signal }) =>
      telling<DownloadEvent>(signal, async (tell, ended) => {
        const name = [...input.repository.split('/'), ...(input.subfolder?.split('/') ?? [])].join('--');
        const { bytes, folder } = await downloadCheckpoint({
          ...{ ...input, folder: join(home.folder, 'checkpoints', name), signal: ended },
          ...{ stallMs: STALL_MS, retryMs: RETRY_MS },
          onProgress: (progress) => tell({ event: 'progress', ...progress }),
        });
        tell({ event: 'done', folder, bytes });
      }),
    ),
    devices: base.devices.handler(devices),
    setDevice: base.setDevice.handler(async ({ input }) => {
      writeDeviceSetting(home.folder, input.device);
      if (desk.opened?.run?.isOver !== false) await drafters.restart();
      return devices();
    }),
    measureDevices: base.measureDevices.handler(({ signal = new AbortController().signal }) =>
      telling<MeasureEvent>(signal, async (tell, ended) => {
        const model = await chooseModel((await drafters.used())?.manifest.id, { home: home.folder });
        const report = await benchDevices({
          ...{ model, home: home.folder, spawn: drafters.spawn, signal: ended },
          onMeasure: (measure) => tell({ event: 'measured', measure }),
        });
        if (desk.opened?.run?.isOver !== false) await drafters.restart();
        tell({ event: 'done', report });
      }),
    ),
    notices: base.notices.handler(({ signal = new AbortController().signal }) => drafters.notices.follow(signal)),
    removeModel: base.removeModel.handler(async ({ input }) => {
      await removeModel(input.id, { home: home.folder });
      return null;
    }),
    examine: base.examine.handler(() =>
      examine({ ffmpeg: desk.ffmpeg.origin === 'setting' ? desk.ffmpeg.path : undefined }),
    ),
    cache: base.cache.handler(cache),
    clearCache: base.clearCache.handler(async () => {
      await previews.clear();
      return cache();
    }),
  });
}
