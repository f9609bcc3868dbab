/** Says what a command has done: lines for a person, or one JSON object for a program. */
import { printable } from './terminal.ts';

export interface JsonOption {
  readonly json?: true;
}

/** A line may have line breaks of its own. */
export function tell({ json }: JsonOption, result: object, lines: readonly string[]): void {
  const text = lines.map((line) => `${line.split('\n').map(printable).join('\n')}\n`).join('');
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : text);
}
