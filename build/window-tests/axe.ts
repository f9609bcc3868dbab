/** What stands in the way of people who use a screen reader, or see less. Knows nothing of the app. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/**
 * One line for each rule that is broken, with the elements that break it. `coloursAlone`: in another theme everything but
 * the colours is the same.
 */
export async function findBarriers(
  page: Page,
  { coloursAlone }: { readonly coloursAlone: boolean },
): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (coloursAlone ? axe.withRules(['color-contrast', 'link-in-text-block']) : axe).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(described).join('\n')}`);
}

function described({ html, failureSummary = '' }: { readonly html: string; readonly failureSummary?: string }): string {
  return `  ${html.slice(0, 200)}\n    ${failureSummary.replaceAll('\n', '\n    ')}`;
}
