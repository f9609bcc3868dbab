/** The pages of the documentation that the program can say itself, laid out as everything here is. */
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PROGRAM_FOLDER } from '../../main/services/index.ts';
import { commandsPage } from './commands.ts';
import { formatsPage } from './formats.ts';
import { keysPage } from './keys.ts';

interface WrittenPage {
  readonly path: string;
  readonly text: string;
}

const SAID_BY = '<!-- `npm run docs` writes this page from the program. -->\n\n';

export async function referencePages(): Promise<WrittenPage[]> {
  const pages = [commandsPage(), formatsPage(), await keysPage()];
  return Promise.all(
    pages.map(async ({ name, text }) => {
      const path = resolve(PROGRAM_FOLDER, 'docs/reference', name);
      return { path, text: await format(SAID_BY + text, { ...(await resolveConfig(path)), filepath: path }) };
    }),
  );
}
