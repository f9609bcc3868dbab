/** This machine: models, what it lacks, what it keeps. */
import { join } from 'node:path';
import type { CacheState, ModelImportEvent } from '../../contract/machine.ts';
import { ProblemError } from '../../document/problem.ts';
import { examine } from '../doctor/examine.ts';
import { chooseModel } from '../models/find.ts';
import { importModel } from '../models/import.ts';
import { removeModel } from '../models/remove.ts';
import { verifyFiles } from '../models/verify.ts';
import type { Base } from './base.ts';
import type { Desk } from './context.ts';
import { telling } from './telling.ts';

export function machinePart({ machine: base }: Base, desk: Desk) {
  const { drafters, home, previews } = desk;
  const cache = async (): Promise<CacheState> => ({
    folder: previews.folder,
    bytes: await previews.sizeBytes(),
    limitBytes: previews.limitBytes,
  });

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
