/**
 * Once before all tests of the window: the window and the desktop app as they are now, and a project of the sample clips in which Panda-Mini has
 * written its first drafts. Each test gets a copy of it. Knows no browser.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { panda } from '../../main/cli/spawned.ts';
import { PROGRAM_FOLDER, SHIPPED_SAMPLES } from '../../main/services/index.ts';
import { buildDesktop } from '../start/desktop.ts';
import { buildWindow } from '../start/window.ts';
import { findChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PANDA_HOME in which lies samples.panda, with drafts; empty where there is no browser to show it. */
    readonly draftedHome: string;
  }
}

/** Returns what takes it away again. */
export async function setup(vitest: TestProject): Promise<() => void> {
  vitest.provide('draftedHome', '');
  if (findChromium() === undefined) return () => undefined;
  const folder = mkdtempSync(join(tmpdir(), 'panda-window-'));
  await buildWindow(PROGRAM_FOLDER);
  await buildDesktop(PROGRAM_FOLDER);
  await makeDraftedProject(folder);
  vitest.provide('draftedHome', folder);
  return () => rmSync(folder, { recursive: true });
}

/** `home`/samples.panda. Two of its twelve clips are of no kind that the model knows, and stay without texts. */
export async function makeDraftedProject(home: string): Promise<string> {
  const project = join(home, 'samples.panda');
  const args = ['caption', '--project', project, '--recipe', 'shapes-demo', SHIPPED_SAMPLES];
  const { code, stderr } = await panda(args, { home });
  if (code !== 0) throw new Error(`The samples could not be captioned: ${stderr}`);
  return project;
}
