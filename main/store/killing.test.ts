/** What was acknowledged is there, and nothing is half done, whenever the writing process is killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { recipeSchema } from '../document/recipe.ts';
import type { Run } from '../document/observations.ts';
import { RUN, RUN_STEP, chances, migrationsOfRound } from './killed-child.ts';
import type { Said } from './killed-child.ts';
import { addCaptions, projectsUntil } from './made-project.ts';
import { newestOf, versionOf } from './lifting.ts';
import { migrations } from './migrations/index.ts';
import { openWith } from './opening.ts';
import type { ProjectStore } from './project-store.ts';

const KILLS = 100;
const CHECK_EACH = 10;
/** Twenty seconds where nothing else is at work. */
const PATIENCE_MS = 600_000;
const makeProject = projectsUntil(afterAll);

it(
  `keeps what was acknowledged over ${KILLS} kills of the process that writes, and stays sound`,
  async () => {
    const made = makeProject();
    addCaptions(made, ['a.mp4']);
    made.store.saveRun(runBy(made.person.id));
    made.store[Symbol.dispose]();
    const chance = chances(20_240_601);
    let acknowledged = { lastEdit: 5, steps: 2 };
    const whatWasUnderWay = new Map<string, number>();
    for (let round = 1; round <= KILLS; round++) {
      const said = await saidUntilKilled(made.path, round, chance);
      acknowledged = said.findLast((one) => one.is === 'done') ?? acknowledged;
      const last = said.at(-1);
      const underWay = last?.is === 'begun' ? last.edits : 0;
      const what = last?.is === 'begun' ? last.what : (last?.is ?? 'starting');
      whatWasUnderWay.set(what, (whatWasUnderWay.get(what) ?? 0) + 1);

      using store = open(made.path, round);
      const beyond = store.lastEdit() - acknowledged.lastEdit;
      expect({ round, beyond: beyond === 0 || beyond === underWay }).toEqual({ round, beyond: true });
      expect(store.steps({ limit: 1 })[0]?.seq).toBeGreaterThanOrEqual(acknowledged.steps);
      expect(textsByLedger(store)).toBe(textsByJournal(store));
      expect(versionAndTables(store)).toEqual(liftedTo(newestOf(migrationsOfRound(round))));
      if (round % CHECK_EACH === 0) expect({ round, faults: store.check().faults }).toEqual({ round, faults: [] });
      acknowledged = { lastEdit: store.lastEdit(), steps: store.steps({ limit: 1 })[0]?.seq ?? 0 };
      for (const backup of backupsOf(made.path)) rmSync(backup);
    }
    const { opening = 0, done = 0, ...changes } = Object.fromEntries(whatWasUnderWay);
    const changing = Object.values(changes).reduce((sum, count) => sum + count, 0);
    expect({ opening, done, changing: changing >= 20 && opening >= 5 }).toEqual({ opening, done, changing: true });
    // Backups that were not finished go when the next is made.
    {
      using store = open(made.path, KILLS + 4);
      expect(store.check()).toMatchObject({ sound: true, records: { root: 1 } });
    }
    const backups = backupsOf(made.path);
    expect(readdirSync(dirname(made.path))).toEqual(['p.panda', ...backups.map((backup) => basename(backup))]);
    using backup = open(backups[0] ?? '', KILLS);
    expect([backups.length, backup.check().sound]).toEqual([1, true]);
  },
  PATIENCE_MS,
);

/** One in four is killed while it opens, the others some changes later. */
async function saidUntilKilled(path: string, round: number, chance: () => number): Promise<Said[]> {
  const script = fileURLToPath(new URL('killed-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, path, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const changes = round % 4 === 0 ? 0 : Math.floor(40 * chance());
  const afterMs = 12 * chance();
  const said: Said[] = [];
  let doneOnes = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(JSON.parse(line) as Said);
    if (said.at(-1)?.is === 'done') doneOnes++;
    if (doneOnes >= changes && !child.killed) {
      await setTimeout(afterMs); // the moment itself is what is chosen by chance
      child.kill('SIGKILL');
    }
  }
  expect(await closed).toEqual([null, 'SIGKILL']);
  return said;
}

function open(path: string, round: number): ProjectStore {
  return openWith(path, { readOnly: false, migrations: migrationsOfRound(round), readFileSystem: () => null });
}

function textsByLedger(store: ProjectStore): number {
  return store.runItems(RUN).reduce((sum, { texts }) => sum + (texts ?? 0), 0);
}

function textsByJournal(store: ProjectStore): number {
  return store
    .steps({ limit: 1_000_000 })
    .filter(({ id, kind, actor }) => id === RUN_STEP || (kind === 'do' && actor.runId === RUN))
    .reduce((sum, { seq }) => sum + [...store.editsOfStep(seq)].length, 0);
}

function versionAndTables({ database }: ProjectStore): unknown {
  const tables = database.prepare(`SELECT name FROM sqlite_schema WHERE name LIKE 'lifted_%' AND type = 'table'`).all();
  return { version: versionOf(database), tables: tables.map(({ name }) => name) };
}

function liftedTo(version: number): unknown {
  return { version, tables: version === migrations.length ? [] : [`lifted_${version}`] };
}

/** Those that are whole. */
function backupsOf(path: string): string[] {
  const folder = dirname(path);
  return readdirSync(folder)
    .filter((name) => /\.backup-v[\d-]+$/.test(name))
    .map((name) => join(folder, name));
}

function runBy(startedBy: Run['startedBy']): Run {
  const captions = [{ track: 'short', prompt: 'What happens?' }];
  return {
    id: RUN,
    state: 'running',
    recipe: recipeSchema.parse({ format: 'panda-recipe', formatVersion: 1, name: 'captions', captions }),
    model: { id: 'panda-mini', version: '1.0.0', weightsHash: 'ab'.repeat(32) },
    policy: 'skip',
    named: null,
    only: null,
    limit: null,
    shuffleSeed: null,
    anyway: false,
    sampling: { kind: 'greedy', maxNewTokens: 256 },
    startedBy,
    startedAtMs: 1_700_000_000_000,
    endedAtMs: null,
    stepId: RUN_STEP,
  };
}
