/** The language of searches. */
export { queryFields } from './fields.ts';
export type { QueryField } from './fields.ts';
export { parseQuery, queryOf } from './parse.ts';
export { printQuery } from './print.ts';
export type { Condition, Query } from './query.ts';
