/** What pages say and ask, checked: who it is, and whether it is well-formed. Loaded with the first message, not before. */
import { pageAsked, pageSaid } from '../contract/desktop.ts';
import type { PageAsked, PageSaid } from '../contract/desktop.ts';

/** Undefined: it is none. */
export function readSaid(message: unknown): PageSaid | undefined {
  return pageSaid.safeParse(message).data;
}

export function readAsked(message: unknown): PageAsked | undefined {
  return pageAsked.safeParse(message).data;
}
