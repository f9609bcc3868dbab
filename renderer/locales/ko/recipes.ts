import type { Messages } from '../en.ts';

export const recipes: Messages['recipes'] = {};
