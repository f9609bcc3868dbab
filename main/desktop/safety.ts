/**
 * What no page of this app may do, whoever wrote it: go anywhere else, open anything, be asked for by another site, use the
 * network, the camera, or anything else that one would be asked for. docs/desktop-security.md names the tests.
 */
import { app, shell } from 'electron';
import type { Session, WebContents, WebFrameMain } from 'electron';
import { isAllowedLink } from './links.ts';
import { ORIGIN } from './scheme.ts';

export function keepSessionSafe(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  // Nothing is fetched, whatever a page or the browser engine itself would like to.
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOwn(details.url) }));
}

export function keepContentsSafe(contents: WebContents): void {
  for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
    contents.on(event as 'will-navigate', (details) => {
      if (details.url !== contents.getURL()) details.preventDefault();
    });
  }
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}

/** Whatever is made, by whomever. */
export function keepEverythingSafe(): void {
  app.on('web-contents-created', (_event, contents) => keepContentsSafe(contents));
}

/** The page itself, of the window that it is in; no frame within it. */
export function isOwnPage(frame: WebFrameMain | null, contents: WebContents): boolean {
  return frame !== null && frame === contents.mainFrame && frame.origin === ORIGIN;
}

function isOwn(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`) || url.startsWith(`data:image/jpeg;`) || url.startsWith('devtools://');
}
