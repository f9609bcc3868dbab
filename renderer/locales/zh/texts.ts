import type { Messages } from '../en.ts';

export const texts: Messages['texts'] = {};
