/** `npm run check:rooms`: prints every import that the table of rooms forbids and fails where there is one. */
import { resolve } from 'node:path';
import { checkRooms } from './violations.ts';

const { files, violations } = await checkRooms(resolve(import.meta.dirname, '../..'));
for (const violation of violations) console.error(violation);
console.log(`rooms: ${files} files looked at, ${violations.length} imports forbidden`);
if (violations.length > 0) process.exitCode = 1;
