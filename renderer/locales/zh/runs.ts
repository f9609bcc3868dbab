import type { Messages } from '../en.ts';

export const runs: Messages['runs'] = {};
