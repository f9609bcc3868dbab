/**
 * What the page and the desktop shell around it say to each other. The calls of the contract do not go this way: they have
 * a port of their own, straight to the services. In a browser there is no shell.
 */
import { z } from 'zod';
import type { Problem } from '../document/problem.ts';

/** What a window shows, as far as the shell is to find it again: the project's file, and the rest as the page likes. */
export interface Whereabouts {
  /** Null: no project is open. */
  readonly project: string | null;
  readonly place: Readonly<Record<string, string | null>>;
}

/** How a window begins. */
export interface Beginning extends Whereabouts {
  /** Files and folders that the app was started with, and that are no project. */
  readonly paths: readonly string[];
}

export const PICKS = ['project', 'folder', 'file', 'videos', 'ffmpeg'] as const;
export type Pick = (typeof PICKS)[number];

export interface Newer {
  readonly version: string;
  /** Where it is to be had; null: nowhere that this app would lead to. */
  readonly page: string | null;
}

/** What is known of newer versions. */
export interface Updates {
  /** Where it is asked for; null: whoever packed this app named no place, so it cannot be turned on. */
  readonly feed: string | null;
  readonly isOn: boolean;
  readonly askedAtMs: number | null;
  /** Null: it was not asked yet. */
  readonly answer: Newer | 'newest' | 'unanswered' | null;
}

const text = z.string().max(2000);
const path = z.string().min(1).max(4096);

const menuLine = z.strictObject({
  /** Of an action of the page. */
  id: z.string().min(1).max(100),
  label: text,
  /** As the page writes keys, `Ctrl+Shift+Z`; null: it has none. */
  key: z.string().max(40).nullable(),
  enabled: z.boolean(),
});
export type MenuLine = z.infer<typeof menuLine>;

/** The words of what is no action of the page but of the system. */
const systemWords = z.strictObject({
  edit: text,
  cut: text,
  copy: text,
  paste: text,
  selectAll: text,
  window: text,
  fullScreen: text,
  zoomIn: text,
  zoomOut: text,
  zoomUsual: text,
  minimize: text,
  close: text,
  quit: text,
  recent: text,
  newWindow: text,
  crashReports: text,
  linkCommand: text,
  commandLinked: text,
  commandTaken: text,
  commandNotAtHome: text,
  commandRefused: text,
  quitDuringRun: text,
  quitDuringRunDetail: text,
  quitAnyway: text,
  stay: text,
});
export type SystemWords = z.infer<typeof systemWords>;

/** What stands around the page and is written by it: menus of its actions, in its language. */
const frame = z.strictObject({
  menus: z.array(z.strictObject({ name: z.string().max(40), label: text, lines: z.array(menuLine).max(200) })).max(20),
  recent: z.array(z.strictObject({ path, name: text })).max(20),
  words: systemWords,
});
export type Frame = z.infer<typeof frame>;

/** What the page tells. */
export const pageSaid = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('frame'), frame }),
  z.strictObject({
    kind: z.literal('where'),
    project: path.nullable(),
    place: z.record(z.string().max(40), text.nullable()),
  }),
  /** `share`: how much of the run is done, 0 to 1. Null: none is under way in this window. */
  z.strictObject({
    kind: z.literal('run'),
    run: z.strictObject({ id: z.string().max(40), share: z.number().min(0).max(1) }).nullable(),
  }),
  /** Something long is over, and the person may be elsewhere. */
  z.strictObject({ kind: z.literal('over'), title: text, body: text }),
  z.strictObject({ kind: z.literal('theme'), theme: z.enum(['system', 'dark', 'light']) }),
  /** Another window, with this project or with nothing. */
  z.strictObject({ kind: z.literal('window'), project: path.nullable() }),
  /** Whatever was to be kept is kept; the answer to `closing`. */
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({ kind: z.literal('crash-reports') }),
  z.strictObject({ kind: z.literal('full-screen') }),
  /** Newer versions are looked for from now on, or no more. */
  z.strictObject({ kind: z.literal('updates'), isOn: z.boolean() }),
]);
export type PageSaid = z.infer<typeof pageSaid>;

/** What the page asks. */
export const pageAsked = z.discriminatedUnion('kind', [
  /** Answered with a `Beginning`; a port to the services follows as soon as they are there. */
  z.strictObject({ kind: z.literal('begin') }),
  /** Answered with paths; none: the person thought better of it. */
  z.strictObject({ kind: z.literal('pick'), pick: z.enum(PICKS) }),
  /** The services are started again, with this ffmpeg where one is named. Answered with null. */
  z.strictObject({ kind: z.literal('again'), ffmpeg: path.nullable() }),
]);
export type PageAsked = z.infer<typeof pageAsked>;

export interface Answers {
  readonly begin: Beginning;
  readonly pick: readonly string[];
  readonly again: null;
}

/** What the shell tells. */
export type ShellSaid =
  /** A menu was chosen. */
  | { readonly kind: 'perform'; readonly id: string }
  /** Files were opened with the app, or put on its icon. */
  | { readonly kind: 'open'; readonly project: string | null; readonly paths: readonly string[] }
  /** A run of the project that is open now was stopped because the app was quit: it may go on. */
  | { readonly kind: 'resume'; readonly run: string }
  | { readonly kind: 'updates'; readonly updates: Updates }
  /** The services ended, and are being started again. */
  | { readonly kind: 'cut' }
  /** The services cannot be started, and why. */
  | { readonly kind: 'unable'; readonly problem: Problem }
  /** The window is about to be closed: what is still to be kept is to be kept now. */
  | { readonly kind: 'closing' };

/** What the preload puts before the page. A port to the services comes as a message of the window itself, `PORT_MESSAGE`. */
export interface DesktopBridge {
  readonly platform: string;
  readonly say: (said: PageSaid) => void;
  readonly ask: <Kind extends PageAsked['kind']>(
    asked: Extract<PageAsked, { readonly kind: Kind }>,
  ) => Promise<Answers[Kind]>;
  readonly hear: (listener: (said: ShellSaid) => void) => void;
  /** Where a dropped file lies; empty where it lies nowhere. `file`: a File of the page. */
  readonly pathOf: (file: object) => string;
}
