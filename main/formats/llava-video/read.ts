/** Reads LLaVA-Video-178K's files (`*_cap_processed.json`, `*_oe_*`, `*_mc_*`) and others of LLaVA's rows. */
import type { Conversation } from '../conversations/conversation.ts';
import { parseLlavaRow } from '../conversations/llava-row.ts';

export function parseLlavaVideo(row: unknown): readonly Conversation[] | { readonly wrong: string } {
  return parseLlavaRow(row);
}
