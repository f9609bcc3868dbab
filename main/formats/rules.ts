/** What a consumer relies on, rule by rule: how often it was looked at, and where it does not hold. Knows no format. */
import { ruleSentences } from '../document/check-rules.ts';
import type { CheckRule } from '../document/check-rules.ts';
import type { CheckedRule } from '../document/dataset-report.ts';

const EXAMPLES = 5;

export class Rules {
  readonly #rules = new Map<CheckRule, { checked: number; failed: number; examples: string[] }>();

  /** Call for every place where the rule has to hold; `where` is asked for only where it does not. */
  hold(rule: CheckRule, holds: boolean, where: () => string): void {
    const known = this.#rules.get(rule) ?? { checked: 0, failed: 0, examples: [] };
    this.#rules.set(rule, known);
    known.checked++;
    if (holds) return;
    known.failed++;
    if (known.examples.length < EXAMPLES) known.examples.push(where());
  }

  /** In the order in which they were first looked at. */
  list(): CheckedRule[] {
    return [...this.#rules].map(([rule, { checked, failed, examples }]) => ({
      rule,
      says: ruleSentences[rule],
      passed: failed === 0,
      checked,
      failed,
      examples,
    }));
  }
}
