/** What an engine had to do by itself is told in the window as it happens, for as long as the window is there. */
import type { App } from './app.svelte.ts';

const RESUME_MS = 2000;

export async function followNotices(app: App): Promise<void> {
  for (;;) {
    try {
      const { machine } = await app.services();
      for await (const notice of await machine.notices()) app.trouble = notice;
    } catch {
      // The connection tells that it is cut.
    }
    await new Promise((resolve) => setTimeout(resolve, RESUME_MS));
  }
}
