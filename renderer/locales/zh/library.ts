import type { Messages } from '../en.ts';

export const library: Messages['library'] = {};
