/** One thing a person can do: menus, buttons, keys and the palette all run the same. Knows no particular action. */
import type { KeyName } from '../keys/key.ts';
import type { Messages } from '../locales/en.ts';
import type { App } from '../state/app.svelte.ts';

/** Where it stands in the sheet of keys and the palette, in this order. */
export const ACTION_GROUPS = ['play', 'segments', 'texts', 'review', 'videos', 'project', 'go'] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

export interface Action {
  /** `area.verb`; settings remember keys by it, so it stays. */
  readonly id: string;
  readonly group: ActionGroup;
  readonly label: (t: Messages, app: App) => string;
  /** The keys it has until a person changes them. */
  readonly keys: readonly KeyName[];
  /** Absent: always. A key goes to the first action of the list that may act. */
  readonly when?: (app: App) => boolean;
  readonly run: (app: App) => void | Promise<void>;
  /** Acts again and again while the key is held. */
  readonly repeats?: boolean;
  /** Its key acts in text fields too, though it would type or edit there. */
  readonly inText?: boolean;
  /** Has a key only, and no line in the palette (a digit that picks). */
  readonly unlisted?: boolean;
}
