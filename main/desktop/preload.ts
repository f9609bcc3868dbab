/**
 * Puts the shell before the page, and nothing else: it runs in the page's sandbox, and the page sees these few functions
 * and no more of Electron. Knows no message.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { ASK, BRIDGE_NAME, PORT, PORT_MESSAGE, SAY, TELL } from '../contract/desktop-names.ts';

contextBridge.exposeInMainWorld(BRIDGE_NAME, {
  platform: process.platform,
  say: (said: unknown) => ipcRenderer.send(SAY, said),
  ask: (asked: unknown) => ipcRenderer.invoke(ASK, asked),
  hear: (listener: (said: unknown) => void) => {
    ipcRenderer.on(TELL, (_event, said: unknown) => listener(said));
  },
  pathOf: (file: never) => webUtils.getPathForFile(file),
});

// A port cannot be given through the bridge: it goes to the page as a message of its own window.
ipcRenderer.on(PORT, (event) => {
  globalThis.postMessage(PORT_MESSAGE, globalThis.location.origin, event.ports);
});
