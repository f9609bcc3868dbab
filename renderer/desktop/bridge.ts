/** The desktop shell around this page, where there is one. */
import type { DesktopBridge } from '../../main/contract/desktop.ts';
import { BRIDGE_NAME } from '../../main/contract/desktop-names.ts';

/** Null: the page is in a browser. */
export function shellHere(): DesktopBridge | null {
  return (globalThis as unknown as Readonly<Record<string, DesktopBridge | undefined>>)[BRIDGE_NAME] ?? null;
}
