/** Markdown as prettier lays it out, which `npm run check` asks of every file. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format } from 'prettier';
import type { Options } from 'prettier';

export async function formatted(markdown: string): Promise<string> {
  const path = resolve(import.meta.dirname, '../../package.json');
  const { prettier } = JSON.parse(readFileSync(path, 'utf8')) as { readonly prettier: Options };
  return format(markdown, { ...prettier, plugins: [], parser: 'markdown' });
}
