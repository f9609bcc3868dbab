/** `--set option=value`, as the options of a format. */
import { InvalidArgumentError } from 'commander';
import { listFormats } from '../services/index.ts';

export function optionList(text: string, before: readonly string[]): string[] {
  if (!/^[^=]+=/.test(text)) throw new InvalidArgumentError('It is an option and its value: several=lines.');
  return [...before, text];
}

/** What the format does not know is passed on as it is, for the format to say so. */
export function formatOptions(format: string, given: readonly string[]): Record<string, unknown> {
  const known = listFormats().find(({ name }) => name === format)?.options ?? [];
  return Object.fromEntries(
    given.map((text) => {
      const name = text.slice(0, text.indexOf('='));
      const value = text.slice(name.length + 1);
      const isYesNo = known.find((option) => option.name === name)?.type === 'yes-no';
      return [name, isYesNo && /^(?:yes|no|true|false)$/.test(value) ? /^(?:yes|true)$/.test(value) : value];
    }),
  );
}
