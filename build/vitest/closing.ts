/** The last lines of a test run. Knows outcomes, not vitest. */

export type Outcome =
  | { readonly name: string; readonly state: 'passed' | 'failed' | 'pending' }
  | { readonly name: string; readonly state: 'skipped'; readonly reason: string | undefined };

/** What was skipped, by reason in order of first mention, then `N passed, N failed, N skipped`. What never ran counts as failed. */
export function closingLines(outcomes: readonly Outcome[]): string[] {
  const passed = outcomes.filter((outcome) => outcome.state === 'passed').length;
  const skipped = outcomes.filter((outcome) => outcome.state === 'skipped');
  const failed = outcomes.length - passed - skipped.length;
  const counts = `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
  if (skipped.length === 0) return [counts];
  const reasons = Map.groupBy(skipped, (outcome) => outcome.reason ?? 'no reason given');
  return [`SKIPPED: ${skipped.length} of ${outcomes.length} tests did not run`, ...[...reasons].flatMap(about), counts];
}

function about([reason, skipped]: [string, readonly Outcome[]]): string[] {
  return [`  ${skipped.length} because: ${reason}`, ...skipped.map((outcome) => `      ${outcome.name}`)];
}
