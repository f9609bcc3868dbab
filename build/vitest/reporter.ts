/**
 * Vitest's own reporter, and at its very end what was skipped and why, and one plain line of counts that a script can
 * read. Knows nothing of what the tests are about: the reasons are what they gave to `context.skip(reason)`.
 */
import { DefaultReporter } from 'vitest/node';
import type { SerializedError, TestModule, TestRunEndReason, TestSuite } from 'vitest/node';
import { closingLines } from './closing.ts';
import type { Outcome } from './closing.ts';

export class ClosingReporter extends DefaultReporter {
  override onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    super.onTestRunEnd(modules, unhandledErrors, reason);
    const outcomes = [...modules.flatMap(outcomesOf), ...unhandledErrors.map(unhandled)];
    for (const line of closingLines(outcomes)) this.ctx.logger.log(line);
  }
}

/** A file or a suite that breaks outside its tests (it does not load, a hook throws) counts as one failure of its own. */
function outcomesOf(module: TestModule): Outcome[] {
  const file = module.relativeModuleId;
  const broken = (suite: TestModule | TestSuite, name: string): Outcome[] =>
    suite.errors().length > 0 ? [{ name, state: 'failed' }] : [];
  return [
    ...broken(module, file),
    ...[...module.children.allSuites()].flatMap((suite) => broken(suite, `${file} > ${suite.fullName}`)),
    ...[...module.children.allTests()].map((test) => {
      const name = `${file} > ${test.fullName}`;
      const result = test.result();
      return result.state === 'skipped'
        ? { name, state: result.state, reason: result.note }
        : { name, state: result.state };
    }),
  ];
}

function unhandled(error: SerializedError): Outcome {
  return { name: `outside of every test: ${error.message}`, state: 'failed' };
}
