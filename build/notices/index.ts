/** `npm run notices`: writes THIRD_PARTY_NOTICES anew. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { noticesOf } from './notices.ts';

const root = resolve(import.meta.dirname, '../..');
writeFileSync(join(root, 'THIRD_PARTY_NOTICES'), noticesOf(root));
