/**
 * Which models there are, and which one is meant. A person's own come before the one that ships, in natural order.
 * Reads manifests and sizes, never weights.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import { compareNaturally } from '../library/natural-order.ts';
import { pandaHome, SHIPPED_MODEL } from './home.ts';
import { readManifest, weightsHashOf } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { checkSizes } from './verify.ts';

export interface Model {
  readonly folder: string;
  readonly origin: 'own' | 'shipped' | 'named';
  readonly manifest: Manifest;
  readonly weightsHash: string;
}

export interface DamagedModel {
  readonly folder: string;
  readonly problem: Problem;
}

export interface ModelPlaces {
  /** The folder that holds `models/`. */
  readonly home?: string;
  readonly shipped?: string;
}

/** Every model folder, whole or damaged, in the order in which the first one is the default. */
export async function listModels(places: ModelPlaces = {}): Promise<readonly (Model | DamagedModel)[]> {
  const found = await candidates(places);
  return Promise.all(found.map(({ folder, origin }) => openOrExplain(folder, origin)));
}

/** The model of this id, or in this folder, or else the first one; throws a problem when there is none or it is damaged. */
export async function chooseModel(wanted: string | undefined, places: ModelPlaces = {}): Promise<Model> {
  if (wanted !== undefined && existsSync(join(wanted, 'manifest.json'))) return openModel(resolve(wanted), 'named');
  const models = await listModels(places);
  if (models.length === 0) throw new ProblemError({ code: 'model-missing', looked: modelFolders(places) });
  const model = wanted === undefined ? models[0] : models.find((one) => !isDamaged(one) && one.manifest.id === wanted);
  if (model === undefined) {
    const broken = models.find((one) => isDamaged(one) && one.folder.endsWith(wanted ?? ''));
    if (broken !== undefined && isDamaged(broken)) throw new ProblemError(broken.problem);
    const known = models.flatMap((one) => (isDamaged(one) ? [] : [one.manifest.id]));
    throw new ProblemError({ code: 'model-unknown', id: wanted ?? '', known });
  }
  if (isDamaged(model)) throw new ProblemError(model.problem);
  return model;
}

export function isDamaged(model: Model | DamagedModel): model is DamagedModel {
  return 'problem' in model;
}

async function openModel(folder: string, origin: Model['origin']): Promise<Model> {
  const manifest = await readManifest(folder);
  await checkSizes(folder, manifest);
  return { folder, origin, manifest, weightsHash: weightsHashOf(manifest) };
}

async function openOrExplain(folder: string, origin: Model['origin']): Promise<Model | DamagedModel> {
  try {
    return await openModel(folder, origin);
  } catch (error) {
    if (error instanceof ProblemError) return { folder, problem: error.problem };
    throw error;
  }
}

async function candidates(places: ModelPlaces): Promise<{ folder: string; origin: Model['origin'] }[]> {
  const own = join(places.home ?? pandaHome(), 'models');
  // A dot: one that is being written.
  const names = existsSync(own) ? (await readdir(own)).filter((name) => !name.startsWith('.')) : [];
  const folders = names.sort(compareNaturally).map((name) => join(own, name));
  return [
    ...folders.map((folder) => ({ folder, origin: 'own' as const })),
    { folder: places.shipped ?? SHIPPED_MODEL, origin: 'shipped' as const },
  ].filter(({ folder }) => existsSync(join(folder, 'manifest.json')));
}

/** Where models are looked for, in this order: the folder of folders that are a person's own, and the one that ships. */
export function modelFolders(places: ModelPlaces = {}): string[] {
  return [join(places.home ?? pandaHome(), 'models'), places.shipped ?? SHIPPED_MODEL];
}
