import type { Messages } from '../en.ts';

export const models: Messages['models'] = {};
