/** An open file: prepared statements, and transactions that nest. Knows SQLite and nothing of what is in the file. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { ProblemError } from '../document/problem.ts';
import { asProblem } from './sqlite-problem.ts';
import type { Row } from './tables/index.ts';

export interface Connected {
  readonly path: string;
  readonly database: DatabaseSync;
  /** Why nothing can be written; null: it can. */
  readonly readOnly: string | null;
  /** Null: the drive is this machine's own. */
  readonly networkFileSystem: string | null;
}

export class Connection implements Connected {
  readonly path: string;
  readonly database: DatabaseSync;
  readonly readOnly: string | null;
  readonly networkFileSystem: string | null;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;

  constructor({ path, database, readOnly, networkFileSystem }: Connected) {
    this.path = path;
    this.database = database;
    this.readOnly = readOnly;
    this.networkFileSystem = networkFileSystem;
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#say(() => this.#prepared(sql).get(...values));
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#say(() => this.#prepared(sql).all(...values));
  }

  /** Returns the rowid that was inserted, where one was. Throws what SQLite throws: constraints mean something to callers. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepared(sql).run(...values).lastInsertRowid);
  }

  /** All or nothing; within another one it is a part of that. Throws `project-unwritable`, `project-busy`. */
  transaction<Result>(work: () => Result): Result {
    this.#askToWrite();
    const [begin, commit, rollback] =
      this.#depth === 0
        ? ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']
        : ['SAVEPOINT part', 'RELEASE part', 'ROLLBACK TO part; RELEASE part'];
    return this.#say(() => {
      this.database.exec(begin);
      this.#depth++;
      try {
        const result = work();
        this.database.exec(commit);
        return result;
      } catch (error) {
        // A full disk or a failing drive may have ended the transaction already.
        if (this.database.isTransaction) this.database.exec(rollback);
        throw error;
      } finally {
        this.#depth--;
      }
    });
  }

  /** What is no transaction, but has the file for itself. Throws as a transaction does. */
  alone<Result>(work: () => Result): Result {
    this.#askToWrite();
    return this.#say(work);
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #askToWrite(): void {
    if (this.readOnly === null) return;
    throw new ProblemError({ code: 'project-unwritable', path: this.path, cause: this.readOnly });
  }

  #say<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw asProblem(this.path, error);
    }
  }
}
