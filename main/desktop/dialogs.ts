/** The system's own dialogs. Knows no page. */
import { dialog } from 'electron';
import type { BrowserWindow, OpenDialogOptions } from 'electron';
import type { Pick, SystemWords } from '../contract/desktop.ts';
import type { Linked } from './command-link.ts';

const PROJECTS = [{ name: 'Panda Annotator', extensions: ['panda'] }];

/** macOS alone has one dialog for files and folders. */
function optionsOf(pick: Pick, platform: NodeJS.Platform): OpenDialogOptions {
  switch (pick) {
    case 'project':
      return { properties: ['openFile'], filters: PROJECTS };
    case 'folder':
      return { properties: ['openDirectory', 'createDirectory'] };
    case 'videos':
      return {
        properties:
          platform === 'darwin' ? ['openFile', 'openDirectory', 'multiSelections'] : ['openFile', 'multiSelections'],
      };
    case 'file':
    case 'ffmpeg':
      return { properties: ['openFile'] };
  }
}

/** None: the person thought better of it. */
export async function pickPaths(window: BrowserWindow, pick: Pick): Promise<readonly string[]> {
  return (await dialog.showOpenDialog(window, optionsOf(pick, process.platform))).filePaths;
}

export async function asksToQuit(window: BrowserWindow, words: SystemWords): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: words.quitDuringRun,
    detail: words.quitDuringRunDetail,
    buttons: [words.quitAnyway, words.stay],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

/** `line`: what an administrator can do by hand. */
export async function tellLinked(
  window: BrowserWindow,
  words: SystemWords,
  { linked, line }: { readonly linked: Linked; readonly line: string },
): Promise<void> {
  const messages: Readonly<Record<Linked, string>> = {
    linked: words.commandLinked,
    taken: words.commandTaken,
    'not-at-home': words.commandNotAtHome,
    refused: words.commandRefused,
  };
  await dialog.showMessageBox(window, {
    type: linked === 'linked' ? 'info' : 'warning',
    message: messages[linked],
    ...(linked === 'refused' && { detail: line }),
  });
}
