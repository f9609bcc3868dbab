/** Brings the focus to a text in the list, or into its field. Knows the marks that a card has (`data-item`), and no card. */
import { tick } from 'svelte';
import type { ItemId } from '../../main/document/ids.ts';

export async function focusText(itemId: ItemId, { field }: { readonly field: boolean }): Promise<void> {
  await tick();
  const card = document.querySelector<HTMLElement>(`[data-item="${itemId}"]`);
  const target = field ? (card?.querySelector<HTMLElement>('[data-field]') ?? card) : card;
  target?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'nearest' });
}
