/** `npm run docs`: writes the pages of docs/ that the code knows. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatted } from './formatted.ts';
import { pages } from './pages.ts';

const docs = resolve(import.meta.dirname, '../../docs');
for (const [name, text] of Object.entries(await pages())) writeFileSync(join(docs, name), await formatted(text));
