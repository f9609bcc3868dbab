/** - */

export const settings = {};
