/**
 * What the shell remembers between starts: the windows that were open, where they stood and what they showed; runs that were
 * stopped because the app was quit; an ffmpeg that was chosen; whether newer versions are looked for. What cannot be read is
 * as if it were not there.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Updates, Whereabouts } from '../contract/desktop.ts';
import type { Bounds } from './placing.ts';

export interface KeptWindow extends Whereabouts {
  /** As it is when it is neither maximised nor full screen. */
  readonly bounds: Bounds | null;
  readonly isMaximized: boolean;
  readonly isFullScreen: boolean;
}

export interface KeptUpdates extends Omit<Updates, 'feed'> {
  /** The version of the app that asked. */
  readonly version: string | null;
}

export interface Kept {
  /** The one that was used last is the last. */
  readonly windows: readonly KeptWindow[];
  /** The run of a project, by the project's path. */
  readonly resumes: Readonly<Record<string, string>>;
  readonly ffmpeg: string | null;
  readonly theme: 'system' | 'dark' | 'light';
  readonly updates: KeptUpdates;
}

const NOT_ASKED: KeptUpdates = { isOn: false, askedAtMs: null, answer: null, version: null };
export const NOTHING_KEPT: Kept = { windows: [], resumes: {}, ffmpeg: null, theme: 'system', updates: NOT_ASKED };

const SOON_MS = 300;

export class KeptFile {
  readonly #path: string;
  #now: Kept;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#path = path;
    this.#now = read(path);
  }

  get now(): Kept {
    return this.#now;
  }

  /** Written a little later, together with what else changes until then. */
  change(change: Partial<Kept>): void {
    this.#now = { ...this.#now, ...change };
    this.#timer ??= setTimeout(() => this.write(), SOON_MS).unref();
  }

  write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeFileSync(`${this.#path}.new`, `${JSON.stringify(this.#now)}\n`);
      renameSync(`${this.#path}.new`, this.#path);
    } catch {
      // The next change tries again; where a window stood is no reason to trouble anyone.
    }
  }
}

function read(path: string): Kept {
  try {
    const { windows, resumes, ffmpeg, theme, updates } = JSON.parse(readFileSync(path, 'utf8')) as Partial<
      Record<keyof Kept, unknown>
    >;
    return {
      windows: Array.isArray(windows) ? windows.filter(isWindow) : [],
      resumes: isTexts(resumes) ? (resumes as Kept['resumes']) : {},
      ffmpeg: typeof ffmpeg === 'string' ? ffmpeg : null,
      theme: theme === 'dark' || theme === 'light' ? theme : 'system',
      updates: isUpdates(updates) ? updates : NOT_ASKED,
    };
  } catch {
    return NOTHING_KEPT;
  }
}

function isWindow(value: unknown): value is KeptWindow {
  if (!isRecord(value)) return false;
  const { bounds, isFullScreen, isMaximized, place, project } = value;
  return (
    (bounds === null || isBounds(bounds)) &&
    typeof isMaximized === 'boolean' &&
    typeof isFullScreen === 'boolean' &&
    (project === null || typeof project === 'string') &&
    isTexts(place)
  );
}

function isUpdates(value: unknown): value is KeptUpdates {
  if (!isRecord(value)) return false;
  const { isOn, askedAtMs, answer, version } = value;
  return (
    typeof isOn === 'boolean' &&
    (askedAtMs === null || Number.isSafeInteger(askedAtMs)) &&
    (version === null || typeof version === 'string') &&
    (answer === null || answer === 'newest' || answer === 'unanswered' || isNewer(answer))
  );
}

function isNewer(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value['version'] === 'string' &&
    (value['page'] === null || typeof value['page'] === 'string')
  );
}

function isBounds(value: unknown): value is Bounds {
  return isRecord(value) && ['x', 'y', 'width', 'height'].every((name) => Number.isSafeInteger(value[name]));
}

function isTexts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((one) => one === null || typeof one === 'string');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
