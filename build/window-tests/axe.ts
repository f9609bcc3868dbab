/** What stands in the way of people who use a screen reader, or see less. Knows nothing of the app. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** One line for each rule that is broken, with the elements that break it. */
export async function findBarriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(described).join('\n')}`);
}

function described({ html, failureSummary = '' }: { readonly html: string; readonly failureSummary?: string }): string {
  return `  ${html.slice(0, 200)}\n    ${failureSummary.replaceAll('\n', '\n    ')}`;
}
