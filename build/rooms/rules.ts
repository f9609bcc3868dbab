/** Turns the table of rooms into dependency-cruiser's rules. Knows no file; the name of a rule is the sentence that the person reads. */
import type { IForbiddenRuleType, IRegularForbiddenRuleType } from 'dependency-cruiser';
import type { Room } from './table.ts';

const tests = '[.]test[.]ts$';

export function rulesOf(rooms: readonly Room[], packagesOfOneRoom: Readonly<Record<string, string>>) {
  const someRoom = rooms.map((room) => inside(room.folder));
  return [
    ...rooms.flatMap((room) => doorsOf(room, someRoom)),
    ...Object.entries(packagesOfOneRoom).map(([name, folder]) => packageRule(name, folder)),
    ...everywhere,
  ];
}

function doorsOf(room: Room, someRoom: string[]): IForbiddenRuleType[] {
  const { folder, uses, testsUse } = room;
  const rules = [
    forbidden({
      name: `${folder} may use ${listed(uses)}`,
      from: { path: inside(folder), pathNot: tests },
      to: { path: someRoom, pathNot: [folder, ...uses].map(inside) },
    }),
    forbidden({
      name: `tests of ${folder} may use ${listed([...uses, ...testsUse])}`,
      from: { path: `${inside(folder)}.*${tests}` },
      to: { path: someRoom, pathNot: [folder, ...uses, ...testsUse].map(inside) },
    }),
  ];
  if (room.node) return rules;
  const pure = forbidden({
    name: `${folder} may not import Node's own modules`,
    from: { path: inside(folder), pathNot: tests },
    to: { dependencyTypes: ['core'] },
  });
  return [...rules, pure];
}

function packageRule(name: string, folder: string): IForbiddenRuleType {
  return forbidden({
    name: `${name} may be imported in ${folder} only`,
    from: { pathNot: [inside(folder), tests] },
    to: { path: `node_modules/(@types/)?${name}/` },
  });
}

const everywhere: IForbiddenRuleType[] = [
  forbidden({
    name: 'what two files need does not stand in a test',
    from: {},
    to: { path: tests, pathNot: '^node_modules/' },
  }),
  forbidden({
    name: 'imports go round in a circle',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  }),
  forbidden({
    name: 'the import leads nowhere',
    from: {},
    to: { couldNotResolve: true },
  }),
  forbidden({
    name: 'a package of devDependencies, or of no list at all, is not there once the program is installed',
    // What the window needs is built into its files; what is arbitrary is for tests alone.
    from: { path: '^(main|native-models)/', pathNot: [tests, '/arbitrary-[^/]+[.]ts$'] },
    // Electron is there before the program: it is what runs it.
    to: {
      pathNot: '^node_modules/electron/',
      dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
      dependencyTypesNot: ['type-only'],
    },
  }),
];

function forbidden(rule: IRegularForbiddenRuleType): IForbiddenRuleType {
  return { ...rule, severity: 'error' };
}

function inside(folder: string): string {
  return `^${folder}/`;
}

function listed(folders: readonly string[]): string {
  return folders.length === 0 ? 'no other room' : `only ${folders.join(', ')}`;
}
