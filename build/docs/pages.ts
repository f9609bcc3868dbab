/** Pages of docs/ that say what the code knows already: keys, commands, formats. Knows nothing of where they are put. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';
import { newProgram } from '../../main/cli/program.ts';
import { listFormats } from '../../main/services/index.ts';

const root = resolve(import.meta.dirname, '../..');
/** As far as a page tells of it: the window's own types are compiled with its own. */
interface WindowSources {
  readonly allActions: readonly {
    readonly id: string;
    readonly group: string;
    readonly keys: readonly string[];
    readonly label: (t: unknown, app: unknown) => string;
  }[];
  readonly keySets: Readonly<Record<string, Readonly<Record<string, readonly string[] | undefined>>>>;
  readonly en: {
    readonly actions: { readonly groups: Readonly<Record<string, string>> };
    readonly settings: { readonly keySets: Readonly<Record<string, string>> };
  };
}

const MADE = (from: string): string => `<!-- Made by \`npm run docs\` from ${from}. -->\n`;

/** The text of each, by its name in docs/. */
export async function pages(): Promise<Readonly<Record<string, string>>> {
  return { 'keys.md': await keysPage(), 'commands.md': commandsPage(), 'formats.md': formatsPage() };
}

/** The window's sources are read as vite reads them: Node alone does not know how Svelte's state is written. */
async function keysPage(): Promise<string> {
  const server = await createServer({
    ...{ configFile: false, root, logLevel: 'error', appType: 'custom' },
    server: { middlewareMode: true, ws: false, watch: null },
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  });
  try {
    const files = ['actions/all.ts', 'actions/key-sets.ts', 'locales/en.ts'];
    const modules = await Promise.all(files.map(async (file) => server.ssrLoadModule(`/renderer/${file}`)));
    const { allActions, keySets, en } = Object.assign({}, ...modules) as WindowSources;
    // What a label asks of the window while nothing is open.
    const app = { session: { undoable: { undo: null, redo: null } }, bridge: null, selection: {}, settings: {} };
    const groups = Map.groupBy(allActions, ({ group }) => group);
    const sets = Object.entries(keySets).filter(([name]) => name !== 'own');
    const parts = [...groups].map(([group, actions]) => {
      const rows = actions.flatMap((action) => {
        const others = sets.map(([, set]) => set[action.id]);
        if (action.keys.length === 0 && others.every((keys) => keys === undefined)) return [];
        const label = labelOf(() => action.label(en, app), action.id);
        return [
          [label, ...[action.keys, ...others.map((keys) => keys ?? action.keys)].map(keysText), `\`${action.id}\``],
        ];
      });
      const head = ['does', 'key', ...sets.map(([name]) => en.settings.keySets[name] ?? name), 'id'];
      return `## ${en.actions.groups[group] ?? group}\n\n${table(head, uniqueRows(rows))}`;
    });
    return `${MADE('renderer/actions')}
# Keys

Outside text fields; inside, only keys with Ctrl, F keys and Esc act. Ctrl stands for Cmd on macOS. Each key can be changed
in the settings, and three other sets can be chosen there. An action without a key is in the palette (Ctrl+K).

${parts.join('\n')}`;
  } finally {
    await server.close();
  }
}

/** Some labels name what is selected; without it they have none. */
function labelOf(label: () => string, id: string): string {
  try {
    return label();
  } catch {
    return id;
  }
}

function keysText(keys: readonly string[]): string {
  return keys.map((key) => `\`${key}\``).join(' ');
}

function uniqueRows(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(rows.map((row) => [row.slice(0, -1).join('\n'), row])).values()];
}

function commandsPage(): string {
  const program = newProgram(() => undefined);
  return `${MADE('main/cli')}
# Commands

\`panda COMMAND --help\` says the same. Exit codes: 0 all done, 1 some items failed, 2 wrong usage, 3 cannot run at all,
130 stopped with Ctrl+C.

${program.commands.map((command) => commandPart(command, 'panda', 2)).join('\n')}`;
}

function commandPart(command: Command, above: string, level: number): string {
  const name = `${above} ${command.name()}`;
  const rows = command.options.flatMap(({ flags, description, hidden }) =>
    hidden ? [] : [[`\`${flags}\``, description]],
  );
  const parts = [
    `${'#'.repeat(level)} ${name}\n`,
    `${command.description()}\n`,
    `\`\`\`\n${name} ${command.usage()}\n\`\`\`\n`,
    ...(rows.length === 0 ? [] : [table(['option', ''], rows)]),
    ...command.commands.map((sub) => commandPart(sub, name, level + 1)),
  ];
  return parts.join('\n');
}

function formatsPage(): string {
  const formats = listFormats();
  const overview = formats.map(({ name, says, media, filePerVideo }) => [
    `[\`${name}\`](#${name})`,
    says,
    { named: 'anywhere', needed: 'needed below it', held: 'in its files' }[media],
    filePerVideo ? 'yes' : '',
  ]);
  const parts = formats.map(({ name, says, options }) => {
    const rows = options.map((option) => [
      `\`${option.name}\``,
      option.says,
      option.type === 'yes-no' ? 'yes, no' : option.values.map((value) => `\`${value}\``).join(' '),
      option.default === undefined ? '' : `\`${JSON.stringify(option.default)}\``,
    ]);
    const options_ = rows.length === 0 ? '' : `\n${table(['--set', 'says', 'one of', 'usually'], rows)}`;
    return `## ${name}\n\n${says}\n${options_}`;
  });
  return `${MADE('main/formats')}
# Formats of data sets

\`panda export --format NAME --set OPTION=VALUE\`; \`panda import\` reads each of them too. What is written is read back as its
consumer reads it before it is there.

${table(['format', 'what it is', 'videos', 'a file for each video'], overview)}
${parts.join('\n')}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
