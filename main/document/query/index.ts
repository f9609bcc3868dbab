/** The language of searches. */
export { queryFields } from './fields.ts';
export type { QueryField } from './fields.ts';
export { parseQuery, queryOf } from './parse.ts';
export type { ParsedQuery } from './parse.ts';
export { printQuery } from './print.ts';
export { conditionsOf } from './query.ts';
export type { Condition, Query } from './query.ts';
