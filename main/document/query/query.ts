/**
 * What a search asks for, once it has been read: conditions joined by and, or and not. `status:suggested dur>10s "red car"`
 * is three of them. Knows neither how it is written (parse.ts, print.ts) nor where anything is looked up.
 */
import type { ChoiceField, NumberField, PatternField } from './fields.ts';

export type Query =
  /** An empty search: everything. */
  | { readonly kind: 'all' }
  /** Two parts or more. */
  | { readonly kind: 'and'; readonly parts: readonly Query[] }
  /** Two parts or more. */
  | { readonly kind: 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | Condition;

export type Condition =
  /** These words, next to each other and in this order, in a text or a question. `prefix`: the last one may go on. */
  | { readonly kind: 'words'; readonly text: string; readonly prefix: boolean }
  /** It is one of these. */
  | { readonly kind: 'choice'; readonly field: ChoiceField; readonly values: readonly string[] }
  /** It is as one of these says, whatever the case: `*` stands for anything, `?` for one character, `none` for there being none. */
  | { readonly kind: 'pattern'; readonly field: PatternField; readonly patterns: readonly string[] }
  /** Times are whole microseconds. */
  | { readonly kind: 'compare'; readonly field: NumberField; readonly is: Comparison; readonly value: number }
  /** Both ends count. */
  | {
      readonly kind: 'between';
      readonly field: NumberField;
      readonly from: number;
      readonly to: number;
    };

export type Comparison = '>' | '>=' | '<' | '<=';
