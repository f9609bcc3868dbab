/** Which key does what, as the window itself says it: parts of it are built as it is built, and run without a page. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { code, table } from './page.ts';
import type { Page } from './page.ts';

/** As much of the window as is used here: Vite loads it, so TypeScript sees no import. */
interface Settings {
  keySet: string;
}
type MakeApp = new (of: { readonly connection: object; readonly mac: boolean }) => { readonly settings: Settings };
interface Messages {
  readonly actions: { readonly groups: Readonly<Record<string, string>> };
  readonly settings: { readonly keySets: Readonly<Record<string, string>> };
}
interface KeyGroup {
  readonly group: string;
  readonly rows: readonly { readonly label: string; readonly keys: readonly string[] }[];
}

type KeyList = (app: object, t: Messages) => readonly KeyGroup[];

const WINDOW = resolve(import.meta.dirname, '../../renderer');
const PARTS = { app: 'state/app.svelte.ts', en: 'locales/en.ts', keyList: 'shell/key-list.ts' };

export async function keysPage(): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), 'panda-docs-'));
  try {
    await buildParts(folder);
    const [{ App }, { en }, { keyList }] = (await Promise.all(
      Object.keys(PARTS).map(async (part): Promise<unknown> => import(pathToFileURL(join(folder, `${part}.js`)).href)),
    )) as [{ readonly App: MakeApp }, { readonly en: Messages }, { readonly keyList: KeyList }];
    const app = new App({ connection: {}, mac: false });
    const listOf = (keySet: string): readonly KeyGroup[] => {
      app.settings.keySet = keySet;
      return keyList(app, en);
    };
    const own = listOf('own');
    const others = Object.entries(en.settings.keySets).filter(([name]) => name !== 'own');
    const text = [
      '# Keys',
      'On macOS Ctrl is ⌘. Letters are what a key types, wherever it lies. Every key can be changed in Settings, where sets ' +
        'for hands that know another program are too; `?` shows the keys as they are.',
      ...own.map(({ group, rows }) => `## ${en.actions.groups[group] ?? group}\n\n${rowsOf(rows)}`),
      ...others.map(([name, title]) => `## ${title}: what differs\n\n${rowsOf(differing(listOf(name), own))}`),
    ];
    return { name: 'keys.md', text: text.join('\n\n') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As for a browser: what is compiled for a server has no state. */
async function buildParts(folder: string): Promise<void> {
  await build({
    root: WINDOW,
    configFile: false,
    logLevel: 'error',
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
    build: {
      outDir: folder,
      target: 'esnext',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(PARTS).map(([name, path]) => [name, join(WINDOW, path)])),
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js' },
      },
    },
  });
}

function rowsOf(rows: KeyGroup['rows']): string {
  return table(
    ['key', 'what it does'],
    rows.map(({ keys, label }) => [keys.map(code).join(', '), label]),
  );
}

function differing(of: readonly KeyGroup[], from: readonly KeyGroup[]): KeyGroup['rows'] {
  const lines = (groups: readonly KeyGroup[]) => groups.flatMap(({ rows }) => rows);
  const rows = new Map(lines(of).map((row) => [JSON.stringify(row), row]));
  for (const row of lines(from)) rows.delete(JSON.stringify(row));
  return [...rows.values()];
}
