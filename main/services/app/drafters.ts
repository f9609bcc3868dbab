/** The models that were asked for, each started when it is first needed and kept until the end. Knows no project. */
import { basename } from 'node:path';
import type { ModelRow } from '../../contract/machine.ts';
import type { DeviceProblem } from '../../document/problems/engine.ts';
import type { SpawnEngine } from '../../engine/index.ts';
import type { Ffmpeg } from '../../media/index.ts';
import { startDrafter } from '../drafting/drafter.ts';
import type { Drafter } from '../drafting/drafter.ts';
import { spawnEngine } from '../drafting/spawn-engine.ts';
import { readDeviceSetting } from '../models/devices/placement.ts';
import { chooseModel, isDamaged, listModels } from '../models/find.ts';
import type { DamagedModel, Model } from '../models/find.ts';
import type { Home } from './home.ts';
import { Notices } from './notices.ts';

export interface DraftersPlan {
  readonly home: Home;
  readonly ffmpeg: Ffmpeg;
  /** How the engine's process is started; the way of this program where nothing is said. */
  readonly spawn?: SpawnEngine | undefined;
  readonly memoryBudgetBytes?: number | undefined;
}

export class Drafters implements AsyncDisposable {
  readonly #plan: DraftersPlan;
  readonly notices = new Notices();
  /** By folder, weights and device. */
  readonly #started = new Map<string, Drafter>();

  constructor(plan: DraftersPlan) {
    this.#plan = plan;
  }

  /** Null: the one that is used. Throws `model-missing`, `model-unknown`, `model-damaged`. */
  async get(id: string | null): Promise<Drafter> {
    const { ffmpeg, home, memoryBudgetBytes, spawn } = this.#plan;
    const wanted = id ?? this.#used(await listModels({ home: home.folder }))?.manifest.id;
    const model = await chooseModel(wanted, { home: home.folder });
    const device = readDeviceSetting(home.folder);
    // The same weights in another folder are not read from this one, which may be spoiled or gone by now.
    const key = JSON.stringify([model.folder, model.weightsHash, device]);
    const known = this.#started.get(key);
    if (known) return known;
    const more = { ...(spawn && { spawn }), ...(memoryBudgetBytes !== undefined && { memoryBudgetBytes }) };
    const onNotice = (notice: DeviceProblem): void => this.notices.tell(notice);
    const drafter = startDrafter({ model, ffmpeg, device, home: home.folder, onNotice, ...more });
    this.#started.set(key, drafter);
    return drafter;
  }

  /** The model that is used; null: there is none. */
  async used(): Promise<Model | null> {
    return this.#used(await listModels({ home: this.#plan.home.folder })) ?? null;
  }

  get spawn(): SpawnEngine {
    return this.#plan.spawn ?? spawnEngine;
  }

  /** Ends all; the next that is asked for starts anew. */
  async restart(): Promise<void> {
    const drafters = [...this.#started.values()];
    this.#started.clear();
    await Promise.all(drafters.map((drafter) => drafter[Symbol.asyncDispose]()));
  }

  /** The first one is the default. */
  async list(): Promise<ModelRow[]> {
    const { home } = this.#plan;
    const models = await listModels({ home: home.folder });
    const used = this.#used(models);
    return models.map((model): ModelRow => {
      if (isDamaged(model))
        return { ...UNKNOWN, name: basename(model.folder), folder: model.folder, problem: model.problem };
      const { folder, manifest, origin, weightsHash } = model;
      const { files, id, licence, name, precision, source, version } = manifest;
      const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
      const facts = { id, name, version, folder, precision, licence, source, weightsHash, bytes };
      return { ...facts, origin: origin === 'shipped' ? 'shipped' : 'own', problem: null, isChosen: model === used };
    });
  }

  /** The one that was chosen; it may be gone or damaged by now, and then the first that is whole. */
  #used(models: readonly (Model | DamagedModel)[]): Model | undefined {
    const chosen = this.#plan.home.choices.read().model;
    const whole = models.flatMap((model) => (isDamaged(model) ? [] : [model]));
    return whole.find(({ manifest }) => manifest.id === chosen) ?? whole[0];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.restart();
  }
}

const UNKNOWN: Omit<ModelRow, 'name' | 'folder' | 'problem'> = {
  ...{ id: null, version: null, origin: 'own', precision: null, licence: null, source: null },
  ...{ weightsHash: null, bytes: null, isChosen: false },
};
