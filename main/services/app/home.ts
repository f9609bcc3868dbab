/** What the window keeps for a person on this machine. */
import { z } from 'zod';
import { HomeFile } from './home-file.ts';

export interface Home {
  readonly folder: string;
  readonly recent: HomeFile<RecentEntry[]>;
  readonly settings: HomeFile<Record<string, unknown>>;
  readonly searches: HomeFile<SavedEntry[]>;
  readonly choices: HomeFile<Choices>;
}

const recentSchema = z.object({ path: z.string(), name: z.string(), openedAtMs: z.number() });
type RecentEntry = z.infer<typeof recentSchema>;

const savedSchema = z.object({
  id: z.string(),
  personId: z.string(),
  projectId: z.string(),
  name: z.string(),
  query: z.string(),
});
type SavedEntry = z.infer<typeof savedSchema>;

/** Null: nothing was chosen. */
const choicesSchema = z.object({ model: z.string().nullable(), recipe: z.string().nullable() });
type Choices = z.infer<typeof choicesSchema>;

export function homeIn(folder: string): Home {
  return {
    folder,
    recent: new HomeFile(folder, { name: 'recent.json', schema: z.array(recentSchema), nothing: [] }),
    settings: new HomeFile(folder, { name: 'window.json', schema: z.record(z.string(), z.unknown()), nothing: {} }),
    searches: new HomeFile(folder, { name: 'searches.json', schema: z.array(savedSchema), nothing: [] }),
    choices: new HomeFile(folder, {
      name: 'choices.json',
      schema: choicesSchema,
      nothing: { model: null, recipe: null },
    }),
  };
}
