/** What the people who annotate are asked to do, as Markdown in the project. Knows nothing of what it says. */
import { readFile } from 'node:fs/promises';
import { text as readText } from 'node:stream/consumers';
import type { Actor } from '../../document/edit.ts';
import { updateOf } from '../../document/edit.ts';
import { ProblemError } from '../../document/problem.ts';
import type { ProjectStore } from '../../store/index.ts';

/** Returns whether they are other than before. */
export function setGuidelines(store: ProjectStore, guidelines: string, actor: Actor): boolean {
  const edit = updateOf('project', store.project, { guidelines });
  if (edit) store.write({ actor, label: 'guidelines' }, [edit]);
  return edit !== undefined;
}

/** Of a file, or of standard input where it is called `-`. Throws `guidelines-unreadable`. */
export async function readGuidelines(path: string): Promise<string> {
  try {
    const text = path === '-' ? await readText(process.stdin) : await readFile(path, 'utf8');
    if (text.includes('\uFFFD')) throw new Error('it is not text in UTF-8');
    return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  } catch (error) {
    throw new ProblemError({ code: 'guidelines-unreadable', path, cause: (error as Error).message });
  }
}
