/** Removes a model that is a person's own: at once for everybody who looks, then byte by byte. */
import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { isDamaged, listModels } from './find.ts';
import type { ModelPlaces } from './find.ts';
import { pandaHome } from './home.ts';
import { writingAlone } from './import.ts';

/** By its id, or by its folder's name where it is damaged. Returns the folder. Throws `model-unknown`, `model-shipped`. */
export async function removeModel(id: string, places: ModelPlaces = {}): Promise<string> {
  const models = await listModels(places);
  const nameOf = (model: (typeof models)[number]): string =>
    isDamaged(model) ? basename(model.folder) : model.manifest.id;
  const own = join(places.home ?? pandaHome(), 'models');
  const found = models.filter((model) => nameOf(model) === id);
  const mine = found.find(({ folder }) => dirname(folder) === own);
  if (!mine) {
    throw new ProblemError(
      found.length > 0 ? { code: 'model-shipped', id } : { code: 'model-unknown', id, known: models.map(nameOf) },
    );
  }
  await writingAlone(own, async () => {
    const gone = join(own, `.${basename(mine.folder)}.new-${randomUUID()}`);
    await rename(mine.folder, gone);
    await rm(gone, { recursive: true });
  });
  return mine.folder;
}
