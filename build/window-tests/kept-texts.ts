/** What a project holds, read from its file while others write in it. Knows no window. */
import { openProject } from '../../main/services/index.ts';

interface KeptText {
  readonly text: string;
  /** Null: the person is still at it. */
  readonly decision: string | null;
}

/** What people said, in the order in which it was begun. */
export function readResponses(project: string): KeptText[] {
  using store = openProject(project, { readOnly: true });
  return [...store.all('response')].map(({ text, decision }) => ({ text, decision }));
}

/** How many texts models wrote. */
export function countSuggestions(project: string): number {
  using store = openProject(project, { readOnly: true });
  return store.count('suggestion');
}
