import type { Messages } from '../en.ts';

export const datasets: Messages['datasets'] = {};
