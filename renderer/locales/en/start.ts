/** - */

export const start = {};
