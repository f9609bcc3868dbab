/** Brings a file from its version to the newest, one migration after the other, all in one transaction. */
import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Migration } from './migrations/index.ts';
import { discard, discardAbandoned, nameForGood, unfinishedName } from './naming.ts';

export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}

export function newestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** As FILE.backup-vN, N being the version it has; a backup that is there already is kept, and this one gets a number. */
export function backUpBeforeLift(path: string, database: DatabaseSync): void {
  const name = `${path}.backup-v${versionOf(database)}`;
  const unfinished = unfinishedName(name);
  try {
    discardAbandoned(path);
    discard(unfinished);
    database.prepare('VACUUM INTO ?').run(unfinished);
    let free = name;
    for (let number = 2; existsSync(free) || !nameForGood(unfinished, free); number++) free = `${name}-${number}`;
  } finally {
    discard(unfinished);
  }
}

/** Another process may have done it meanwhile: then there is nothing to do. */
export function lift(database: DatabaseSync, migrations: readonly Migration[]): void {
  database.exec('PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE');
  try {
    const version = versionOf(database);
    for (const migration of migrations) {
      if (migration.version <= version) continue;
      migration.lift(database);
      database.exec(`PRAGMA user_version = ${migration.version}`);
    }
    const broken = database.prepare('PRAGMA foreign_key_check').all();
    if (broken.length > 0) throw new Error(`a migration left ${broken.length} pointers that point nowhere`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  } finally {
    database.exec('PRAGMA foreign_keys = ON');
  }
}
