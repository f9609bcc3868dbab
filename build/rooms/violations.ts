/** Walks the imports of a source tree and says which of them the table of rooms forbids. Knows no rule itself. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { rulesOf } from './rules.ts';
import { packagesOfOneRoom, rooms } from './table.ts';

export interface Checked {
  /** How many files were looked at. */
  readonly files: number;
  /** One sentence for each import that is forbidden, in order of the importing file's path. */
  readonly violations: readonly string[];
}

/** Checks the rooms under `root`, the folder that holds `main`, `native-models` and the others. */
export async function checkRooms(root: string): Promise<Checked> {
  const folders = [...new Set(rooms.map((room) => room.folder.split('/', 1).join()))];
  const { output } = await cruise(
    folders.filter((folder) => existsSync(join(root, folder))),
    {
      baseDir: root,
      ruleSet: { forbidden: rulesOf(rooms, packagesOfOneRoom) },
      validate: true,
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
      enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
    },
  );
  if (typeof output === 'string') throw new Error(`expected a result, got a text: ${output}`);
  return {
    files: output.summary.totalCruised,
    violations: output.summary.violations
      .map((violation) => `${violation.from} -> ${violation.to}: ${violation.rule.name}`)
      .sort(),
  };
}
