/** Reads one field of a search with its values: `status:accepted,edited`, `dur>10s`. Knows nothing of what is around it. */
import { queryFields } from './fields.ts';
import type { ChoiceField, NumberField, PatternField, QueryField } from './fields.ts';
import { numberForms, numberOf } from './numbers.ts';
import type { Comparison, Condition } from './query.ts';
import type { Scanner } from './scanner.ts';

const COMPARISONS: readonly Comparison[] = ['>=', '<=', '>', '<']; // longer ones first

/** Undefined: words stand there. */
export function parseField(scanner: Scanner): Condition | undefined {
  const from = scanner.at;
  const name = scanner.takeBare(':<>=');
  if (!/^\p{L}+$/u.test(name) || scanner.ended() || !':<>='.includes(scanner.next)) {
    scanner.at = from;
    return undefined;
  }
  const field = queryFields.find((candidate) => candidate.name === name.toLowerCase());
  if (field === undefined) {
    const names = queryFields.map((candidate) => candidate.name).join(', ');
    return scanner.fail(`one of the fields ${names}, or quotes around what is meant as words`, from);
  }
  const is = COMPARISONS.find((comparison) => scanner.take(comparison)) ?? ':';
  if (is === ':') scanner.at++;
  switch (field.kind) {
    case 'choice':
      requireColon(scanner, field, is);
      return { kind: 'choice', field: field.name as ChoiceField, values: choicesOf(scanner, field) };
    case 'pattern':
      requireColon(scanner, field, is);
      return { kind: 'pattern', field: field.name as PatternField, patterns: patternsOf(scanner, field) };
    case 'number':
      return is === ':'
        ? rangeOf(scanner, field.name as NumberField)
        : {
            kind: 'compare',
            field: field.name as NumberField,
            is,
            value: numberHere(scanner, field.name as NumberField),
          };
  }
}

function requireColon(scanner: Scanner, { name }: QueryField, is: Comparison | ':'): void {
  if (is !== ':') scanner.fail(`${name}: with a colon`, scanner.at - is.length);
}

function choicesOf(scanner: Scanner, { values }: QueryField): string[] {
  return listOf(scanner, (from) => {
    const written = valueHere(scanner).toLowerCase();
    return values.find((value) => value === written) ?? scanner.fail(`one of ${values.join(', ')}`, from);
  });
}

function patternsOf(scanner: Scanner, { name }: QueryField): string[] {
  return listOf(scanner, (from) => valueHere(scanner).trim() || scanner.fail(`what ${name} is to be`, from));
}

function listOf(scanner: Scanner, read: (from: number) => string): string[] {
  const values = [];
  do values.push(read(scanner.at));
  while (scanner.take(','));
  return values;
}

function valueHere(scanner: Scanner): string {
  return scanner.take('"') ? scanner.takeQuoted() : scanner.takeBare(',');
}

function rangeOf(scanner: Scanner, field: NumberField): Condition {
  const start = scanner.at;
  const written = scanner.takeBare('');
  const [first = '', last, ...more] = written.split('..');
  if (more.length > 0 || written === '..')
    return scanner.fail(`${numberForms[field]}, or two of them with .. between`, start);
  const ends = [first, last ?? first].map((text) =>
    text === '' ? undefined : readNumber(scanner, field, text, start),
  );
  const [from, to] = ends;
  if (from === undefined && to === undefined) return scanner.fail(numberForms[field], start);
  if (from === undefined) return { kind: 'compare', field, is: '<=', value: to ?? 0 };
  if (to === undefined) return { kind: 'compare', field, is: '>=', value: from };
  if (from > to) return scanner.fail('the smaller number first', start);
  return { kind: 'between', field, from, to };
}

function numberHere(scanner: Scanner, field: NumberField): number {
  const start = scanner.at;
  return readNumber(scanner, field, scanner.takeBare(''), start);
}

function readNumber(scanner: Scanner, field: NumberField, text: string, from: number): number {
  return numberOf(field, text) ?? scanner.fail(numberForms[field], from);
}
