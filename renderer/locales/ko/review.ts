import type { Messages } from '../en.ts';

export const review: Messages['review'] = {};
