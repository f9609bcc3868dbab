import type { Messages } from '../en.ts';

export const measures: Messages['measures'] = {};
