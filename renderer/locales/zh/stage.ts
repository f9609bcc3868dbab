import type { Messages } from '../en.ts';

export const stage: Messages['stage'] = {};
