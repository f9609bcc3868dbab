/**
 * What a machine is asked for while a run is under way: not to fall asleep, to show how far it is, and to say when it is
 * over. Knows no run.
 */
import { app, BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { ProjectWindow } from './project-window.ts';

export class LongWork {
  #blocker: number | null = null;
  #unseen = 0;

  constructor() {
    app.on('browser-window-focus', (_event, window) => {
      this.#unseen = 0;
      app.setBadgeCount(0);
      window.flashFrame(false);
    });
  }

  /** To be called when a run began, went on or ended in one of them. */
  attend(windows: readonly ProjectWindow[]): void {
    for (const { browser, run } of windows) browser.setProgressBar(run === null ? -1 : run.share);
    const isBusy = windows.some(({ run }) => run !== null);
    if (isBusy && this.#blocker === null) this.#blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!isBusy && this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = null;
    }
  }

  /** Whoever is at one of our windows sees it there. */
  tellOver(window: ProjectWindow, { title, body }: { readonly title: string; readonly body: string }): void {
    if (BrowserWindow.getFocusedWindow() !== null) return;
    app.setBadgeCount(++this.#unseen);
    window.browser.flashFrame(true);
    const notification = new Notification({ title, body });
    notification.on('click', () => window.show());
    notification.show();
  }
}
